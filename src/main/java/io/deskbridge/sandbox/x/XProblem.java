package io.deskbridge.sandbox.x;

/** An error as X tells it. */
final class XProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    final int status;
    final String title;
    final String type;

    private XProblem(int status, String title, String detail, String type) {
        super(detail);
        this.status = status;
        this.title = title;
        this.type = type;
    }

    static XProblem of(int status, String title, String detail, String type) {
        return new XProblem(status, title, detail, type);
    }

    static XProblem forbidden(String detail) {
        return new XProblem(403, "Forbidden", detail, "about:blank");
    }

    static XProblem unauthorized() {
        return new XProblem(401, "Unauthorized", "Unauthorized", "about:blank");
    }

    static XProblem invalid(String detail) {
        return new XProblem(400, "Invalid Request", detail, "https://api.x.com/2/problems/invalid-request");
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
