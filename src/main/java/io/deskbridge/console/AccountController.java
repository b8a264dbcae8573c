package io.deskbridge.console;

import io.deskbridge.hub.AccountHealth;
import io.deskbridge.hub.AccountState;
import io.deskbridge.hub.Accounts;
import io.deskbridge.hub.OpenChannel;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The configured channels and desks. */
@RestController
@RequestMapping("/api")
@Tag(name = "Accounts", description = "The configured channels and desks, what they take and whether they work")
class AccountController {
    private final Accounts accounts;
    private final AccountHealth health;

    AccountController(Accounts accounts, AccountHealth health) {
        this.accounts = accounts;
        this.health = health;
    }

    @GetMapping("/channels")
    @Operation(summary = "Channels", description = "By name.")
    List<AccountItem.ChannelItem> channels() {
        Map<String, AccountState> states = health.all();
        return accounts.channels().stream()
                .sorted(Comparator.comparing(OpenChannel::name))
                .map(open -> AccountItem.ChannelItem.of(open, states.get("channel:" + open.name())))
                .toList();
    }

    @GetMapping("/desks")
    @Operation(summary = "Desks", description = "By name.")
    List<AccountItem.DeskItem> desks() {
        Map<String, AccountState> states = health.all();
        return accounts.desks().stream()
                .map(open -> AccountItem.DeskItem.of(
                        open.name(), open.type(), open.desk(), open.options(), states.get("desk:" + open.name())))
                .sorted(Comparator.comparing(AccountItem.DeskItem::name))
                .toList();
    }
}
