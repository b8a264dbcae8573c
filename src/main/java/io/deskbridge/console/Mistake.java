package io.deskbridge.console;

/** A call that is wrong; the message names what, its value and what would be right. */
final class Mistake extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;

    private Mistake(int status, String sentence) {
        super(sentence);
        this.status = status;
    }

    static Mistake bad(String sentence) {
        return new Mistake(400, sentence);
    }

    static Mistake unknown(String sentence) {
        return new Mistake(404, sentence);
    }

    static Mistake conflict(String sentence) {
        return new Mistake(409, sentence);
    }

    static Mistake tooLarge(String sentence) {
        return new Mistake(413, sentence);
    }

    static Mistake notNow(String sentence) {
        return new Mistake(503, sentence);
    }

    int status() {
        return status;
    }
}
