package io.deskbridge.crash;

import io.deskbridge.DeskbridgeApplication;
import io.deskbridge.contract.ProductOnly;
import java.util.Arrays;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The hub with something switched off; started by the tests from their own class path, and in no jar. */
final class MutatedHub {
    private MutatedHub() {}

    /** How to start it. */
    static List<String> program(Mutation mutation) {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return List.of("-cp", path, MutatedHub.class.getName(), mutation.name());
    }

    public static void main(String[] arguments) {
        Mutation mutation = Mutation.valueOf(arguments[0]);
        new SpringApplicationBuilder(DeskbridgeApplication.class)
                .initializers(starting -> {
                    ProductOnly.in(starting);
                    starting.getBeanFactory().addBeanPostProcessor(mutation);
                })
                .run(Arrays.copyOfRange(arguments, 1, arguments.length));
    }
}
