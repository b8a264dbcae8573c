package io.deskbridge.core;

/**
 * Who wrote a comment in the desk.
 *
 * @param id as the desk knows that person; an e-mail address where the desk is a mailbox
 * @param name as the desk shows that person
 */
public record Agent(String id, String name) {}
