package io.deskbridge;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.deskbridge.core.Channel;
import io.deskbridge.core.EditingChannel;
import io.deskbridge.core.RetractingChannel;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** The rules of the design, for the packages below a root: the product's, or the violations' that prove each of them. */
final class ArchitectureRules {
    private static final String[] CAMEL_AND_BROKER = {"org.apache.camel..", "org.apache.activemq..", "jakarta.jms.."};
    private static final String[] DATABASE = {
        "java.sql..", "javax.sql..", "org.springframework.jdbc..", "org.flywaydb..", "org.sqlite..", "com.zaxxer.."
    };
    private static final String[] WEB = {"org.springframework.web..", "jakarta.servlet.."};

    private final String root;
    private final Map<String, ArchRule> rules = new LinkedHashMap<>();

    ArchitectureRules(String root) {
        this.root = root;
    }

    Map<String, ArchRule> all() {
        rule(
                "core knows the JDK only",
                classes()
                        .that()
                        .resideInAPackage(in("core"))
                        .should()
                        .onlyDependOnClassesThat()
                        .resideInAnyPackage("java..", "org.jspecify..", in("core")));
        rule(
                "no channel knows another",
                slices().matching(root + ".channel.(*)..").should().notDependOnEachOther());
        rule(
                "no desk knows another",
                slices().matching(root + ".desk.(*)..").should().notDependOnEachOther());
        rule(
                "channels know core and http alone",
                knowsNone("channel", "desk", "store", "hub", "route", "console", "sandbox"));
        rule(
                "desks know core and http alone",
                knowsNone("desk", "channel", "store", "hub", "route", "console", "sandbox"));
        rule(
                "nothing in a channel or desk is public",
                noClasses()
                        .that()
                        .resideInAnyPackage(root + ".channel.*..", root + ".desk.*..")
                        .and()
                        .areTopLevelClasses()
                        .should()
                        .bePublic());
        rule(
                "http knows no account and no ledger",
                knowsNone("http", "channel", "desk", "store", "hub", "route", "console", "sandbox"));
        rule(
                "media knows core alone",
                knowsNone("media", "channel", "desk", "http", "store", "hub", "route", "console", "sandbox"));
        rule(
                "only channels know what is Meta's",
                noClasses()
                        .that(not(resideInAnyPackage(root + ".channel..", in("http.meta"))))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(in("http.meta")));
        rule(
                "only route knows Camel and the broker",
                noClasses()
                        .that(not(resideInAnyPackage(in("route"))))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(CAMEL_AND_BROKER));
        rule(
                "only store knows the database",
                noClasses()
                        .that(not(resideInAnyPackage(in("store"))))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(DATABASE));
        rule(
                "store knows core alone",
                knowsNone("store", "channel", "desk", "http", "hub", "route", "console", "sandbox"));
        rule(
                "the sandbox knows nothing of the hub",
                knowsNone("sandbox", "core", "channel", "desk", "http", "store", "hub", "route", "console"));
        rule(
                "no network or desk of the sandbox knows another, but for what Meta's share",
                slices().matching(root + ".sandbox.(*)..")
                        .should()
                        .notDependOnEachOther()
                        .ignoreDependency(alwaysTrue(), resideInAnyPackage(in("sandbox.meta"))));
        rule(
                "the hub knows no route, no page and no account's code",
                knowsNone("hub", "route", "console", "sandbox", "channel", "desk"));
        rule(
                "only the sender sends",
                noClasses()
                        .that(not(name(root + ".hub.Sender")))
                        .should()
                        .accessTargetWhere(target(name("send")).and(target(owner(assignableTo(Channel.class))))));
        rule(
                "only the gate, its threads and acknowledgements hand it anything",
                noClasses()
                        .that(not(name(root + ".hub.Gate")
                                .or(name(root + ".hub.Sender"))
                                .or(name(root + ".hub.ReplyThreads"))
                                .or(name(root + ".hub.AcknowledgementWork"))))
                        .should()
                        .accessTargetWhere(target(name("send")).and(target(owner(name(root + ".hub.Sender"))))));
        rule(
                "only the gate makes links of files",
                noClasses()
                        .that(not(name(root + ".hub.Gate")))
                        .should()
                        .accessTargetWhere(
                                target(name("keeping")).and(target(owner(name(root + ".hub.LinkedFiles"))))));
        rule(
                "and nobody else keeps them",
                noClasses()
                        .that(not(name(root + ".hub.LinkedFiles")))
                        .should()
                        .accessTargetWhere(target(name("keep")).and(target(owner(name(root + ".store.FileLinks"))))));
        rule(
                "only the gate changes what was sent",
                noClasses()
                        .that(not(name(root + ".hub.Gate")))
                        .should()
                        .accessTargetWhere(target(name("retract"))
                                .and(target(owner(assignableTo(RetractingChannel.class))))
                                .or(target(name("edit")).and(target(owner(assignableTo(EditingChannel.class)))))));
        rule(
                "the hub knows no web",
                noClasses()
                        .that()
                        .resideInAPackage(in("hub"))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(WEB));
        rule("the console knows no account's code", knowsNone("console", "channel", "desk", "route", "sandbox"));
        rule(
                "packages are free of cycles",
                slices().matching(root + ".(*)..").should().beFreeOfCycles());
        rule(
                "every package says why it exists and is null-marked",
                classes().that(areOf(root)).should(liveInANullMarkedPackage()));
        rule(
                "nothing is injected into fields",
                noFields()
                        .should()
                        .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
                        .orShould()
                        .beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
                        .orShould()
                        .beAnnotatedWith("jakarta.inject.Inject"));
        rule(
                "the time comes from a clock",
                noClasses()
                        .that(not(resideInAnyPackage(in("sandbox"))))
                        .should()
                        .callMethod(System.class, "currentTimeMillis")
                        .orShould()
                        .callMethod(Instant.class, "now")
                        .orShould()
                        .callMethod(LocalDate.class, "now")
                        .orShould()
                        .callMethod(LocalDateTime.class, "now")
                        .orShould()
                        .callMethod(ZonedDateTime.class, "now"));
        rule(
                "nobody uses the old Date outside mail and sandbox",
                noClasses()
                        .that(not(resideInAnyPackage(in("sandbox"), root + ".desk.mail..")))
                        .should()
                        .dependOnClassesThat()
                        .areAssignableTo(Date.class));
        return rules;
    }

    private void rule(String sentence, ArchRule rule) {
        rules.put(sentence, rule.as(sentence).allowEmptyShould(true));
    }

    private String in(String part) {
        return root + "." + part + "..";
    }

    private ArchRule knowsNone(String part, String... others) {
        return noClasses()
                .that()
                .resideInAPackage(in(part))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(Stream.of(others).map(this::in).toArray(String[]::new));
    }

    private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> areOf(String root) {
        return resideInAnyPackage(root + "..");
    }

    private static ArchCondition<JavaClass> liveInANullMarkedPackage() {
        return new ArchCondition<>("live in a package whose package-info is @NullMarked") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                boolean marked = item.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(
                        item,
                        marked,
                        item.getPackageName() + " of " + item.getSimpleName() + (marked ? " is" : " is not")
                                + " @NullMarked"));
            }
        };
    }
}
