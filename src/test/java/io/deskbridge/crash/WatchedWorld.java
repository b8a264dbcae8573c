package io.deskbridge.crash;

import io.deskbridge.DeskbridgeApplication;
import io.deskbridge.contract.ProductOnly;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.support.GenericApplicationContext;

/** The sandbox with somebody who watches the desk; started by the tests from their own class path, and in no jar. */
final class WatchedWorld {
    private WatchedWorld() {}

    /** How to start it. */
    static List<String> program() {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return List.of("-cp", path, WatchedWorld.class.getName());
    }

    public static void main(String[] arguments) {
        new SpringApplicationBuilder(DeskbridgeApplication.class)
                .initializers(starting -> {
                    ProductOnly.in(starting);
                    var watch = new DeskWatch();
                    starting.getBeanFactory().addBeanPostProcessor(watch);
                    ((GenericApplicationContext) starting)
                            .registerBean(DeskWatch.Overlaps.class, () -> new DeskWatch.Overlaps(watch));
                })
                .run(arguments);
    }
}
