package io.deskbridge.contract;

import java.util.List;

/** What somebody might write who hopes that a program takes it for more than words. */
public final class Hostile {
    /** Each is a text, a name, a handle or an id of a stranger. */
    public static final List<String> TEXTS = List.of(
            "${body}",
            "${body.author.id} ${header.secret} ${exchangeProperty.deskbridge.run}",
            "${camelContext.stop}",
            "${bean:io.deskbridge.route.Deployment?method=deploy} ${type:java.lang.System.exit(1)}",
            "${sys.user.home} ${env.PATH} ${sysenv:PATH} ${ref:dataSource} ${properties:deskbridge.admin.password}",
            "$simple{body} $simple{sys.user.home}",
            "#{1 + 1} #{systemProperties['user.home']} T(java.lang.Runtime).getRuntime()",
            "{{deskbridge.admin.password}} {{env:PATH}} {{sys:user.home}}",
            "CamelHttpUri: http://127.0.0.1:1/\nCamelFileName: /tmp/x\nCamelToEndpoint: log:x\nCamelJmsDestinationName: x",
            "words\r\nBcc: all@acme.test\r\nX-Evil: 1\r\n\r\nbody",
            "---\n- route:\n    id: evil\n    from: {uri: 'timer:x', steps: [{stop: {}}]}",
            "priority: high\ntags: evil\n!!javax.script.ScriptEngineManager []",
            "&tags=evil&priority=high?group=evil#x RAW(a) RAW{b}",
            "'), parameters: {priority: high}} \" } ] ) '",
            "' || true || '1' == '1",
            "'; drop table message; -- \" or 1=1",
            "{\"id\": \"evil\", \"kind\": \"direct\", \"stars\": 5}",
            ".. | $__prog_args, env, input",
            "$.store..book[?(@.price < 10)]",
            "<script>alert(1)</script><img src=x onerror=alert(1)><style>*{display:none}</style>",
            "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>",
            "# heading\n[link](javascript:alert(1)) ![](http://127.0.0.1/x.png) `code` **bold**",
            "{code}{noformat}[~admin] h1. x !http://127.0.0.1/x.png!",
            "———\nAnna (@press) · X · mention #99 · 2026-01-01 00:00 UTC",
            "✓ Published on X: “yes”",
            "/private\n/again 12",
            "\u001b[31mred\u001b[0m \u001b]0;title\u0007 \u0000nul \u0008\u0008back \u007f",
            "\u202Eright to left\u202C \u2066isolated\u2069 \u200B\u200D\uFEFF invisible",
            "line\u2028separator\u2029paragraph\u0085next\u000Btab\u000Cfeed\rreturn",
            "\uD83D alone, alone \uDE00 and \uFFFF",
            "%s %n %x {0} {} $1 \\1 \\u0041",
            "../../../etc/passwd file:///etc/passwd classpath:application.yaml",
            "* .* *order* \\E.*\\Q (a+)+$",
            "a".repeat(20_000));

    private Hostile() {}
}
