package io.deskbridge.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.core.Author;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerLikenessTest {
    private static final Author ANNA =
            new Author("4711", "anna.k", "Anna Koch", Optional.empty(), Optional.empty(), OptionalLong.empty(), false);

    private static AnswerLikeness of(String note) {
        return AnswerLikeness.of(note.replace("\\n", "\n"), List.of(ANNA), false);
    }

    /** By somebody who wrote to her before. */
    private static AnswerLikeness byHerAgent(String note) {
        return AnswerLikeness.of(note.replace("\\n", "\n"), List.of(ANNA), true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hi Anna, sorry for the trouble! Could you send us your order number? Best regards, Mia",
                "Hello Anna,\\nthank you for your message. Your parcel will arrive tomorrow.\\nKind regards\\nMia",
                "@anna.k Your order is on its way, you should have it by Friday. ^MK",
                "@anna We are so sorry to hear that. Please DM us your order number.",
                "Dear Anna, we apologize for the delay. We will refund the amount within five days.",
                "Thanks for reaching out! Please try to restart the app and let us know if you still see the error.",
                "Hi there, thank you for your feedback. We're happy to help. Have a nice day!",
                "Hi Anna, your refund was sent yesterday, you should see it on your account soon.",
                "Hello! Could you please give us your customer number? Thank you for your patience.",
                "We're sorry about that, Anna. Please send us a photo and we'll replace it. Cheers, Noah",
                "Good morning Anna, glad to hear it works now. Have a lovely weekend!",
                "Hey Anna, no worries, you can return it within 30 days. Just bring your receipt to any shop.",
                "Hallo Anna, vielen Dank für deine Nachricht. Wir kümmern uns darum. Viele Grüße, Mia",
                "Guten Tag Frau Koch, es tut uns leid, dass Sie warten mussten. Können Sie uns bitte Ihre Bestellnummer"
                        + " nennen? Freundliche Grüße, Mia",
                "Sehr geehrte Frau Koch,\\nwir bitten um Entschuldigung. Ihre Bestellung wurde heute verschickt.\\nMit"
                        + " freundlichen Grüßen\\nM. Kern",
                "Danke für Ihre Geduld! Bitte senden Sie uns eine Direktnachricht mit Ihrer Kundennummer.",
                "Hallo Frau Koch, Sie erhalten heute noch eine E-Mail von uns mit dem neuen Code.",
                "@anna.k Das tut uns leid! Schreib uns bitte eine DM mit deiner Bestellnummer, dann schauen wir uns das an. ^MK",
                "Liebe Anna, dein Paket ist unterwegs und sollte morgen ankommen. Liebe Grüße vom Team",
                "Hallo, entschuldigen Sie bitte die Verspätung. Wir melden uns morgen bei Ihnen. MfG",
                "Moin Anna, freut uns sehr, dass es dir gefällt! Schönen Abend noch.",
                "Hallo Anna, das Ersatzteil kommt am Montag bei dir an. Kannst du uns kurz schreiben, ob alles passt? LG Mia",
                "Vielen Dank für die Rückmeldung, Frau Koch. Wir prüfen das und melden uns bei Ihnen."
            })
    void an_answer_in_the_wrong_place_is_recognised(String note) {
        assertThat(of(note).isAnswer()).as(of(note).told()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "called him, waiting for logistics",
                "Called the customer, no answer, left a voicemail.",
                "Refunded 20 EUR, see #4711.",
                "FYI: same customer as last week, she is VIP.",
                "@noah can you check with logistics please? Thanks!",
                "Hi Noah, can you please take over? Customer wants a refund and I'm off tomorrow. Cheers, Mia",
                "waiting for approval from the team lead",
                "Draft for approval: Hi Anna, we are sorry for the delay. Your parcel will arrive tomorrow. Best regards, Mia",
                "Customer says your driver left the parcel in the rain. Please send photos to legal.",
                "Spoke to warehouse, they will send a replacement tomorrow.",
                "duplicate of ticket 5521, closing",
                "Who can call her back today?",
                "She is angry, sorry for the mess here. I'll call her tomorrow.",
                "Thank you for taking over, Noah! I owe you one.",
                "Hi all, please let me know if you get more complaints like this, dev team is looking into it.",
                "Is this ok to send? \\\"Hello Anna, thank you for your message, we will get back to you.\\\"",
                "Order 4711, shipped 3 Nov, DHL 00340434, delivered 5 Nov to neighbour",
                "ok",
                "",
                "https://tracking.example/00340434161094",
                "Hab sie angerufen, warte auf das Lager.",
                "Kundin angerufen, nicht erreicht. Wiedervorlage Montag.",
                "Hallo Noah, kannst du bitte mal schauen? Die Kundin wartet seit drei Tagen. Danke und viele Grüße, Mia",
                "Rücksprache mit Teamleitung: Kulanz bis 50 EUR ok.",
                "Entwurf: Hallo Anna, es tut uns leid. Wir melden uns morgen bei Ihnen. Viele Grüße",
                "Er will sein Geld zurück, bitte prüfen. Gutschrift wäre ok.",
                "zur Info: Ersatz ist raus, Sendungsnummer 00340434",
                "@noah magst du übernehmen? Danke dir für die Hilfe! LG",
                "Erstattung ist raus, Ticket kann zu.",
                "Sie hat heute schon dreimal geschrieben. Bitte antworten!",
                "Nicht antworten, das ist ein Troll.",
                "Interne Notiz: Ihre Bestellung wurde doppelt angelegt, Buchhaltung prüft das.",
                "> Hallo Anna, vielen Dank für Ihre Nachricht. Viele Grüße\\nso hat Noah letztes Mal geantwortet",
                "Hallo zusammen, bitte gebt mir Bescheid, wenn ihr noch mehr davon seht. Danke für eure Hilfe! Viele Grüße, Mia",
                "Kann das jemand freigeben? Kunde droht mit Anwalt.",
                "Liebe Kollegen, bitte keine Erstattung mehr ohne Freigabe. Viele Grüße, Lena",
                "Hi Lena, could you send me your notes on this one? Thanks for your help! Best regards, Mia",
                "@anna.k wrote again on Facebook, please answer there",
                "Told Anna that we will refund. Please let us know if she writes again.",
                "We'll refund 20 EUR tomorrow, your shift please.",
                "You can refund up to 50 EUR without asking.",
                "Frau Müller, bitte prüfen Sie den Vorgang und geben Sie uns Bescheid.",
                "Anna Koch is the sister of Bob Koch, please answer both.",
                "Hi Noah, this one is yours. Have a nice weekend!",
                "Guten Morgen, das hier ist noch offen, wir melden uns morgen drum. Schönen Tag!",
                "Hallo Lena, hast du deine Unterlagen dazu noch? Danke für deine Hilfe, viele Grüße, Mia"
            })
    void what_agents_say_among_themselves_raises_no_alarm(String note) {
        assertThat(byHerAgent(note).isAnswer()).as(byHerAgent(note).told()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Thank you for your patience, it goes out today.",
                "We are sorry, we'll check tomorrow.",
                "Es tut uns leid, wir prüfen das."
            })
    void from_whoever_answers_this_customer_fewer_signs_are_enough(String note) {
        assertThat(of(note).isAnswer()).as(of(note).told()).isFalse();
        assertThat(byHerAgent(note).isAnswer()).as(byHerAgent(note).told()).isTrue();
    }

    @Test
    void it_says_why() {
        assertThat(of("@anna Please send us your order number. ^MK").told())
                .isEqualTo("8: initials, you, asks the customer for something, the customer's handle");
    }
}
