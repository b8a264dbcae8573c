package io.deskbridge;

import io.deskbridge.route.CheckCommand;
import io.deskbridge.route.TryCommand;
import io.deskbridge.store.MoveCommand;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/**
 * Starts the hub, or runs a command that needs none; nothing else. The ledger opens its database and the routes their
 * broker by themselves, so Spring's own ways of doing so are not among the {@link FrameworkParts}. Packages are part of
 * beans' names: several vendors have, for instance, a WebhookController. The filter leaves out nothing by itself; tests
 * that lie in the same packages leave out their own parts by it.
 */
@SpringBootConfiguration
@ComponentScan(
        nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class,
        excludeFilters = @ComponentScan.Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class))
public class DeskbridgeApplication {

    public static void main(String[] args) {
        if (MoveCommand.isMeantBy(args)) {
            System.exit(new MoveCommand(System.getenv(), System.out, System.err).run(args));
        }
        if (CheckCommand.isMeantBy(args)) {
            System.exit(new CheckCommand(System.out, System.err).run(args));
        }
        if (TryCommand.isMeantBy(args)) {
            System.exit(new TryCommand(System.out, System.err).run(args));
        }
        SpringApplication.run(DeskbridgeApplication.class, args);
    }
}
