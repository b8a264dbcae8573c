package io.deskbridge.sandbox.meta;

import io.deskbridge.sandbox.SandboxPart;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a controller of the sandbox that tells errors as the Graph API does. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SandboxPart
public @interface GraphPart {}
