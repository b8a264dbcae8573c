package io.deskbridge.hub;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the hub says to agents about how they answer; their words stay theirs.
 *
 * @param repeatedAnswers what becomes of an answer that was given in these words already
 * @param repeatedAnswersPeople to so many people within a day, this one included, an answer is a repeated one
 * @param hotlineAnswers whether an agent is told that an answer only sends people to the telephone or to e-mail
 */
@ConfigurationProperties("deskbridge")
record AnswerSettings(
        @DefaultValue("warn") Repeated repeatedAnswers,
        @DefaultValue("10") int repeatedAnswersPeople,
        @DefaultValue("warn") Hotline hotlineAnswers) {

    enum Repeated {
        /** It goes out, and an internal note says so. */
        WARN,
        /** It goes out only when the agent insists. */
        HOLD,
        OFF
    }

    enum Hotline {
        WARN,
        OFF
    }

    AnswerSettings {
        if (repeatedAnswersPeople < 2) {
            throw new ConfigurationMistakes(List.of("deskbridge.repeated-answers-people is " + repeatedAnswersPeople
                    + " and must be 2 or more: to so many people the same words go before it is a repetition"));
        }
    }
}
