package io.deskbridge;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/** Starts the hub; nothing else. */
// packages are the names: several vendors have, for instance, a WebhookController
@SpringBootApplication(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
public class DeskbridgeApplication {

    public static void main(String[] args) {
        SpringApplication.run(DeskbridgeApplication.class, args);
    }
}
