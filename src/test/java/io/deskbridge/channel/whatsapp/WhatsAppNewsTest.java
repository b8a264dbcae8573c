package io.deskbridge.channel.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.core.Attachment;
import io.deskbridge.core.Author;
import io.deskbridge.core.DeliveryStatus;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Message;
import io.deskbridge.core.Receipt;
import io.deskbridge.core.SendKey;
import io.deskbridge.core.WebhookCall;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What webhook calls tell. */
class WhatsAppNewsTest {
    private static Message only(String body) {
        Receipt<Message> receipt = Payload.receive(body);
        assertThat(receipt.items()).hasSize(1);
        return receipt.items().get(0);
    }

    private static Message message(String parts) {
        return only(Payload.message(parts));
    }

    @Test
    void a_text_is_a_private_message_of_the_person_with_the_business_scoped_id() {
        Message message = message("\"type\": \"text\", \"text\": {\"body\": \"Where is it?\"}");

        assertThat(message.id().value()).isEqualTo("wamid.A1");
        assertThat(message.kind()).isEqualTo(Kind.DIRECT);
        assertThat(message.conversation().thread()).isEqualTo("DE.17771234567890123");
        assertThat(message.text()).isEqualTo("Where is it?");
        assertThat(message.sentAt()).isEqualTo(Instant.ofEpochSecond(1795348800));
        assertThat(message.ours()).isFalse();
        assertThat(message.dismissal()).isEmpty();
        Author anna = message.author();
        assertThat(anna.id()).isEqualTo("DE.17771234567890123");
        assertThat(anna.handle()).isEqualTo("anna.m");
        assertThat(anna.name()).isEqualTo("Anna Meier");
        assertThat(anna.profile()).map(Object::toString).hasValue("https://wa.me/4915112345678");
    }

    @Test
    void without_a_phone_number_all_is_the_same_but_the_profile() {
        Message message = only(
                Payload.value(
                        """
                "contacts": [{"profile": {"name": "Anna", "username": "@anna.m"}, "user_id": "DE.1777"}],
                "messages": [{"from_user_id": "DE.1777", "id": "wamid.A1", "timestamp": "1795348800",
                    "type": "text", "text": {"body": "hi"}}]"""));
        assertThat(message.conversation().thread()).isEqualTo("DE.1777");
        assertThat(message.author().handle()).isEqualTo("anna.m");
        assertThat(message.author().profile()).isEmpty();
    }

    @Test
    void without_a_business_scoped_id_the_phone_number_stands_in() {
        Message message = only(
                Payload.value(
                        """
                "contacts": [{"profile": {"name": "Anna"}, "wa_id": "4915112345678"}],
                "messages": [{"from": "4915112345678", "id": "wamid.A1", "timestamp": "1795348800",
                    "type": "text", "text": {"body": "hi"}}]"""));
        assertThat(message.conversation().thread()).isEqualTo("4915112345678");
        assertThat(message.author().handle()).isEqualTo("4915112345678");
    }

    @Test
    void all_messages_and_statuses_of_a_batch_are_read_and_each_has_its_sender() {
        Receipt<Message> receipt = Payload.receive(
                Payload.value(
                        """
                "contacts": [{"profile": {"name": "Anna"}, "user_id": "DE.1", "wa_id": "491"},
                    {"profile": {"name": "Ben"}, "user_id": "DE.2", "wa_id": "492"}],
                "messages": [
                    {"from": "491", "from_user_id": "DE.1", "id": "wamid.1", "timestamp": "1", "type": "text",
                        "text": {"body": "one"}},
                    {"from": "492", "id": "wamid.2", "timestamp": "2", "type": "text", "text": {"body": "two"}},
                    {"from": "493", "from_user_id": "DE.3", "id": "wamid.3", "timestamp": "3", "type": "text",
                        "text": {"body": "three"}}],
                "statuses": [{"id": "wamid.9", "status": "sent", "timestamp": "4"},
                    {"id": "wamid.9", "status": "delivered", "timestamp": "5"}]"""));
        assertThat(receipt.items())
                .extracting(message ->
                        message.author().name() + " " + message.conversation().thread() + " " + message.text())
                .containsExactly("Anna DE.1 one", "Ben DE.2 two", "493 DE.3 three");
        assertThat(receipt.statuses()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "image, IMAGE",
        "video, VIDEO",
        "audio, AUDIO",
        "document, FILE",
        "sticker, STICKER",
    })
    void a_file_is_an_attachment_that_is_fetched_by_its_id(String type, Attachment.Type expected) {
        Message message = message(
                """
                "type": "%s", "%s": {"id": "4711", "mime_type": "x/y", "caption": "look", "filename": "a.bin",
                    "url": "https://lookaside.fbsbx.com/short-lived"}"""
                        .formatted(type, type));
        assertThat(message.text()).isEqualTo("look");
        assertThat(message.attachments())
                .containsExactly(Attachment.of(expected, "whatsapp-media:4711")
                        .named("a.bin")
                        .typed("x/y"));
        assertThat(message.unread()).isEmpty();
    }

    @Test
    void a_place_is_an_attachment_with_its_name() {
        Message message = message(
                """
                "type": "location", "location": {"latitude": 49.234939575195, "longitude": 6.9993596076965,
                    "name": "Hauptbahnhof", "address": "Saarbrücken"}""");
        assertThat(message.attachments())
                .containsExactly(Attachment.of(Attachment.Type.LOCATION, "geo:49.234939575195,6.9993596076965")
                        .named("Hauptbahnhof, Saarbrücken"));
    }

    @Test
    void contacts_are_text_with_all_that_they_say() {
        Message message = message(
                """
                "type": "contacts", "contacts": [
                    {"name": {"formatted_name": "Ben Ott", "first_name": "Ben"}, "org": {"company": "Ott KG"},
                        "phones": [{"phone": "+49 30 1"}, {"phone": "+49 30 2"}], "emails": [{"email": "b@ott.example"}]},
                    {"vcard": "BEGIN:VCARD\\nFN:Carla\\nEND:VCARD", "phones": [{"phone": "+49 30 3"}]}]""");
        assertThat(message.text()).isEqualTo("Ben Ott\nOtt KG\n+49 30 1\n+49 30 2\nb@ott.example\n\nCarla\n+49 30 3");
    }

    @Test
    void what_was_chosen_of_buttons_and_lists_is_text() {
        assertThat(message("\"type\": \"button\", \"button\": {\"text\": \"No\", \"payload\": \"p\"}")
                        .text())
                .isEqualTo("No");
        assertThat(message(
                                """
                                "type": "interactive", "interactive": {"type": "button_reply",
                                    "button_reply": {"id": "1", "title": "Yes"}}""")
                        .text())
                .isEqualTo("Yes");
        assertThat(message(
                                """
                                "type": "interactive", "interactive": {"type": "list_reply",
                                    "list_reply": {"id": "1", "title": "Tuesday", "description": "8 to 12"}}""")
                        .text())
                .isEqualTo("Tuesday\n8 to 12");
    }

    @Test
    void an_order_is_text() {
        assertThat(message(
                                """
                                "type": "order", "order": {"catalog_id": "1", "text": "please", "product_items": [
                                    {"product_retailer_id": "shoe-42", "quantity": 2, "item_price": 30.5,
                                    "currency": "EUR"}]}""")
                        .text())
                .isEqualTo("please\n2 × shoe-42, 30.5 EUR");
    }

    @Test
    void a_quoted_message_is_named_and_an_advertisement_told() {
        Message message = message(
                """
                "type": "text", "text": {"body": "this one"}, "context": {"from": "4930123456", "id": "wamid.OURS"},
                "referral": {"headline": "Shoes", "source_url": "https://fb.example/ad", "source_type": "ad"}""");
        assertThat(message.inReplyTo()).hasValue("wamid.OURS");
        assertThat(message.text()).isEqualTo("this one\n[Shoes https://fb.example/ad]");
    }

    @Test
    void in_a_group_all_share_a_conversation() {
        Message message = message("\"group_id\": \"1203@g.us\", \"type\": \"text\", \"text\": {\"body\": \"hi\"}");
        assertThat(message.conversation().thread()).isEqualTo("1203@g.us");
        assertThat(message.author().name()).isEqualTo("Anna Meier");
    }

    @Test
    void an_edit_is_another_wording_of_the_first_message_and_a_revoke_its_deletion() {
        Message edit = message(
                """
                "type": "edit", "edit": {"original_message_id": "wamid.FIRST", "message": {"type": "text",
                    "text": {"body": "better"}, "context": {"id": "wamid.OURS"}}}""");
        assertThat(edit.id().value()).isEqualTo("wamid.FIRST");
        assertThat(edit.revision().id()).isEqualTo("wamid.A1");
        assertThat(edit.text()).isEqualTo("better");
        assertThat(edit.deleted()).isFalse();

        Message revoke = message("\"type\": \"revoke\", \"revoke\": {\"original_message_id\": \"wamid.FIRST\"}");
        assertThat(revoke.id().value()).isEqualTo("wamid.FIRST");
        assertThat(revoke.deleted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"type\": \"reaction\", \"reaction\": {\"message_id\": \"wamid.OURS\", \"emoji\": \"👍\"}",
                "\"type\": \"reaction\", \"reaction\": {\"message_id\": \"wamid.OURS\"}",
                "\"type\": \"system\", \"system\": {\"type\": \"user_changed_number\", \"body\": \"A changed\"}",
                "\"type\": \"request_welcome\""
            })
    void what_is_no_word_to_us_is_dismissed_with_its_content(String parts) {
        Message message = message(parts);
        assertThat(message.dismissal()).isPresent();
        assertThat(message.unread()).isEmpty();
    }

    @Test
    void a_reaction_says_what_it_was_and_to_which_message() {
        assertThat(message("\"type\": \"reaction\", \"reaction\": {\"message_id\": \"wamid.OURS\", \"emoji\": \"👍\"}")
                        .dismissal())
                .hasValue("reaction 👍 to message wamid.OURS");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"type\": \"unsupported\", \"errors\": [{\"code\": 131051, \"error_data\": {\"details\": \"not supported\"}}]",
                "\"type\": \"hologram\", \"hologram\": {}",
                "\"type\": \"text\"",
                "\"type\": \"image\", \"image\": {}",
                "\"type\": \"contacts\", \"contacts\": []",
                "\"type\": \"interactive\", \"interactive\": {\"type\": \"new_reply\", \"new_reply\": {}}",
                "\"type\": \"edit\", \"edit\": {}",
                "\"type\": \"revoke\"",
                "\"x\": 1"
            })
    void what_cannot_be_read_is_a_placeholder_that_names_it(String parts) {
        Message message = message(parts);
        assertThat(message.unread()).isPresent();
        assertThat(message.text()).contains("WhatsApp");
        assertThat(message.dismissal()).isEmpty();
        assertThat(message.author().name()).isEqualTo("Anna Meier");
    }

    @Test
    void a_message_without_id_sender_and_time_is_not_lost_and_is_the_same_when_it_comes_again() {
        String body = Payload.value("\"messages\": [{\"type\": \"text\", \"text\": {\"body\": \"hi\"}}]");
        Message message = only(body);
        assertThat(message.text()).isEqualTo("hi");
        assertThat(message.sentAt()).isEqualTo(Payload.NOW);
        assertThat(message.conversation().thread()).isEqualTo("unknown");
        assertThat(only(body).id()).isEqualTo(message.id());
    }

    @Test
    void what_a_colleague_wrote_in_the_phones_app_is_ours_and_in_the_customers_conversation() {
        Message echo = only(
                Payload.change(
                        "smb_message_echoes",
                        """
                "message_echoes": [{"from": "4930123456", "to": "4915112345678", "to_user_id": "DE.1777",
                    "id": "wamid.E", "timestamp": "1795348800", "type": "text", "text": {"body": "done"}}]"""));
        assertThat(echo.ours()).isTrue();
        assertThat(echo.id().value()).as("as a send names it").isEqualTo("wamid.E");
        assertThat(echo.conversation().thread()).isEqualTo("DE.1777");
    }

    @Test
    void a_customers_new_id_is_told_in_the_old_conversation() {
        Message told = only(
                Payload.change(
                        "user_id_update",
                        """
                "user_id_update": [{"wa_id": "491", "detail": "changed", "user_id": {"previous": "DE.1", "current":
                    "DE.2"}, "timestamp": "1795348800"}]"""));
        assertThat(told.conversation().thread()).isEqualTo("DE.1");
        assertThat(told.dismissal()).hasValue("system message: the customer's id changed from DE.1 to DE.2");
    }

    @Test
    void a_status_has_our_key_its_stage_and_the_reason_of_a_failure() {
        var key = new SendKey(7, Instant.ofEpochMilli(1_795_348_800_123L));
        List<DeliveryStatus> statuses = Payload.receive(Payload.value(
                        """
                        "statuses": [
                            {"id": "wamid.S", "status": "read", "timestamp": "1795348801", "recipient_user_id": "DE.1",
                                "biz_opaque_callback_data": "%s"},
                            {"id": "wamid.T", "status": "failed", "timestamp": "1795348802", "errors": [{"code": 131026,
                                "title": "Message undeliverable", "error_data": {"details": "Undeliverable."}}]},
                            {"id": "wamid.U", "status": "deleted", "timestamp": "1"}, {"status": "sent"}]"""
                                .formatted(key)))
                .statuses();
        assertThat(statuses).hasSize(2);
        assertThat(statuses.get(0))
                .isEqualTo(new DeliveryStatus(
                        "acme-whatsapp",
                        "wamid.S",
                        Optional.of(key),
                        DeliveryStatus.Stage.READ,
                        Instant.ofEpochSecond(1795348801),
                        Optional.empty()));
        assertThat(statuses.get(1).key()).isEmpty();
        assertThat(statuses.get(1).reason().orElseThrow().english())
                .isEqualTo("the number is not on WhatsApp, or its app is too old or has not accepted WhatsApp's terms"
                        + " (Undeliverable.) (131026)");
        assertThat(statuses.get(1).reason().orElseThrow().german()).startsWith("die Nummer ist nicht bei WhatsApp");
    }

    @Test
    void what_concerns_another_number_is_left_to_its_channel_and_named() {
        byte[] body = Payload.message("\"type\": \"text\", \"text\": {\"body\": \"hi\"}")
                .getBytes(StandardCharsets.UTF_8);
        WhatsAppChannel other = Payload.channel("999", Payload.SECRET);

        assertThat(Payload.receive(other, body).items()).isEmpty();
        var call = new WebhookCall("POST", Map.of(), Map.of(), body);
        assertThat(other.addressees(call).ours()).isEmpty();
        assertThat(other.addressees(call).all())
                .containsExactly("whatsapp_business_account 102290129340398, phone number 106540352242922, messages");
        assertThat(Payload.channel(Payload.NUMBER, Payload.SECRET)
                        .addressees(call)
                        .ours())
                .hasSize(1);
    }
}
