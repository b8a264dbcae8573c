package io.deskbridge.hub;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/** Accounts that are known by name, because their secrets are elsewhere; they do nothing but end. */
final class Unopened {
    private Unopened() {}

    private static final InvocationHandler NOTHING = (proxy, method, given) -> {
        if (method.getName().equals("close")) {
            return null;
        }
        throw new UnsupportedOperationException("the account was not opened");
    };

    static <A> A of(Class<A> kind) {
        return kind.cast(Proxy.newProxyInstance(kind.getClassLoader(), new Class<?>[] {kind}, NOTHING));
    }

    static boolean is(Object account) {
        return Proxy.isProxyClass(account.getClass()) && Proxy.getInvocationHandler(account) == NOTHING;
    }
}
