package io.deskbridge;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the hub; nothing else. */
@SpringBootApplication
public class DeskbridgeApplication {

    public static void main(String[] args) {
        SpringApplication.run(DeskbridgeApplication.class, args);
    }
}
