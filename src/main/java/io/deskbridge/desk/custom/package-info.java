/**
 * A desk without code: an {@code entries:} route writes into it, and its agents' comments come by a {@code comments:} step
 * or {@code POST /api/comments/<name>}. With it, whatever Camel reaches is a desk.
 */
@NullMarked
package io.deskbridge.desk.custom;

import org.jspecify.annotations.NullMarked;
