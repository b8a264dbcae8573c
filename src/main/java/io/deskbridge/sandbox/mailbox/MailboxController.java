package io.deskbridge.sandbox.mailbox;

import io.deskbridge.sandbox.SandboxPart;
import jakarta.mail.MessagingException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** What an agent's mail program does, for the pages and scripts that play one. */
@RestController
@SandboxPart
@RequestMapping("/sandbox/mailbox/mails")
class MailboxController {
    private final SandboxMailbox mailbox;
    private final AgentMail agents;

    MailboxController(SandboxMailbox mailbox, AgentMail agents) {
        this.mailbox = mailbox;
        this.agents = agents;
    }

    /** The words of an agent; without a name they come from the team's address. */
    record Words(String text, Optional<String> agent) {
        String from() {
            return agent.filter(name -> !name.isBlank()).orElse("Team");
        }
    }

    /** The mails of a mailbox that came after the one of that id, oldest first. */
    @GetMapping
    List<MailView> mails(
            @RequestParam(name = "box", defaultValue = "team") String box,
            @RequestParam(name = "after", defaultValue = "0") long after) {
        return mailbox.mails(box).stream()
                .filter(stored -> stored.getUid() > after)
                .map(MailView::of)
                .toList();
    }

    @PostMapping("/{id}/replies")
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, String> reply(@PathVariable("id") long id, @RequestBody Words words) throws MessagingException {
        return Map.of("messageId", agents.reply(mail(id), words.from(), words.text()));
    }

    /** The internal note of a mailbox: a forward to a colleague, which never reaches the hub. */
    @PostMapping("/{id}/forwards")
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, String> forward(@PathVariable("id") long id, @RequestBody Words words) throws MessagingException {
        return Map.of("messageId", agents.forward(mail(id), words.from(), words.text()));
    }

    private MailView mail(long id) {
        return mailbox.mails("team").stream()
                .filter(stored -> stored.getUid() == id)
                .findFirst()
                .map(MailView::of)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "no mail " + id));
    }
}
