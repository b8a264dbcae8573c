package io.deskbridge.hub;

import io.deskbridge.core.Failure;
import io.deskbridge.core.Words;
import org.springframework.dao.DataAccessException;

/**
 * Why an answer waits, in words for its agent. What remotes and routes say comes in one language, so in the other it stands
 * in brackets behind what it means.
 */
final class WaitingWords {
    private WaitingWords() {}

    /**
     * @param reason as the ledger has it
     */
    static Words of(Throwable cause, String reason) {
        return new Words(reason, meaning(cause) + " (" + reason + ")");
    }

    private static String meaning(Throwable cause) {
        if (cause instanceof Held) {
            return "es geht erst später weiter";
        }
        if (cause instanceof Failure.RateLimited) {
            return "mehr wird dort gerade nicht angenommen";
        }
        if (cause instanceof Failure.Unauthorized) {
            return "der Zugang zum Konto muss erneuert werden, Ihre Administratoren sehen das";
        }
        if (cause instanceof Failure) {
            return "von dort kommt keine brauchbare Antwort";
        }
        return cause instanceof DataAccessException
                ? "Deskbridge kann gerade nichts speichern"
                : "in Deskbridge oder in einer Route ist etwas schiefgegangen";
    }
}
