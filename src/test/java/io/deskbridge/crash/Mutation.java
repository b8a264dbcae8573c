package io.deskbridge.crash;

import io.deskbridge.core.Batch;
import io.deskbridge.core.Channel;
import io.deskbridge.core.ChannelType;
import io.deskbridge.core.Desk;
import io.deskbridge.core.DeskType;
import io.deskbridge.core.Message;
import io.deskbridge.core.Revision;
import io.deskbridge.store.Deliveries;
import io.deskbridge.store.MessageIntake;
import io.deskbridge.store.NoteLedger;
import io.deskbridge.store.ReplyLedger;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Something that keeps the hub's promises, switched off around the beans of a running hub. A proof that finds nothing wrong
 * with such a hub would prove nothing.
 */
enum Mutation implements BeanPostProcessor {
    /** Desks and channels say of everything that it stands nowhere. */
    LOOK_UP {
        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            return bean instanceof DeskType<?> || bean instanceof ChannelType<?>
                    ? around(bean, call -> {
                        Object result = call.proceed();
                        return result instanceof Desk || result instanceof Channel
                                ? around(
                                        result,
                                        inner -> inner.getMethod().getName().equals("find")
                                                ? Optional.empty()
                                                : inner.proceed())
                                : result;
                    })
                    : bean;
        }
    },

    /** Each arrival of a message has a key of its own, as if the ledger had no unique one. */
    UNIQUE_KEY {
        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            return bean instanceof MessageIntake
                    ? around(bean, call -> {
                        Object[] arguments = call.getArguments();
                        for (int i = 0; i < arguments.length; i++) {
                            arguments[i] = unlikeAnyOther(arguments[i]);
                        }
                        return call.proceed();
                    })
                    : bean;
        }
    },

    /** Nothing is written down before it is sent. */
    RESERVATION {
        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            boolean reserves = bean instanceof Deliveries || bean instanceof ReplyLedger || bean instanceof NoteLedger;
            return reserves ? around(bean, call -> isReservation(call) ? null : call.proceed()) : bean;
        }
    };

    private static boolean isReservation(MethodInvocation call) {
        boolean silent = call.getMethod().getReturnType() == void.class;
        return silent && List.of("reserve", "trying").contains(call.getMethod().getName());
    }

    private static Object around(Object bean, MethodInterceptor advice) {
        var factory = new ProxyFactory(bean);
        factory.setProxyTargetClass(!(bean instanceof DeskType<?>
                || bean instanceof ChannelType<?>
                || bean instanceof Desk
                || bean instanceof Channel));
        factory.addAdvice(advice);
        return factory.getProxy(bean.getClass().getClassLoader());
    }

    private static Object unlikeAnyOther(Object argument) {
        if (argument instanceof Batch<?> batch) {
            return new Batch<>(unlike(batch.items()), batch.next(), batch.more());
        }
        return argument instanceof List<?> items ? unlike(items) : argument;
    }

    private static List<?> unlike(List<?> items) {
        return items.stream()
                .map(item -> item instanceof Message message ? unlike(message) : item)
                .toList();
    }

    private static Message unlike(Message message) {
        return new Message(
                message.id(),
                new Revision(
                        message.revision().id() + UUID.randomUUID(),
                        message.revision().at()),
                message.deleted(),
                message.kind(),
                message.conversation(),
                message.author(),
                message.text(),
                message.stars(),
                message.attachments(),
                message.sentAt(),
                message.permalink(),
                message.inReplyTo(),
                message.ours(),
                message.dismissal(),
                message.restriction(),
                message.unread(),
                message.notice());
    }
}
