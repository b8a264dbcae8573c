package io.deskbridge.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.core.Author;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HotlineOnlyTest {
    private static final Author ANNA =
            new Author("1", "anna_k", "Anna Kern", Optional.empty(), Optional.empty(), OptionalLong.empty(), false);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Please call us at 0800 123 4567.",
                "@anna_k Please call our hotline at +49 30 1234567, Monday to Friday, 8 am to 6 pm.",
                "Hi Anna, sorry to hear that! Give us a call on 0800-1234567 and we will help you.",
                "Sorry for the inconvenience. Please contact our customer service.",
                "Thanks for your message. Please e-mail us at service@acme.example.",
                "We are sorry. Please send an e-mail to help@acme.example, our team will look into it.",
                "For questions please contact our support team by phone.",
                "Dear Anna, please dial 0800 1234567. Kind regards",
                "Could you please use our contact form? https://acme.example/contact",
                "0800 1234567",
                "Bitte rufen Sie uns an: 0800 1234567.",
                "Hallo Anna, das tut uns leid. Bitte wenden Sie sich an unseren Kundenservice.",
                "Ruf uns bitte an unter 030 1234567, wir helfen dir gern weiter.",
                "Guten Tag, bitte melden Sie sich telefonisch bei unserer Hotline. Viele Grüße",
                "Schreiben Sie uns bitte eine E-Mail an service@acme.example.",
                "Bitte schreibt uns eine Mail, dann kümmern wir uns.",
                "Für Ihr Anliegen erreichen Sie unsere Kollegen telefonisch von 8 bis 18 Uhr.",
                "Nutzen Sie bitte unser Kontaktformular: https://acme.example/kontakt",
                "Entschuldigen Sie bitte den Ärger! Unsere Hotline (+49 30 1234567) hilft Ihnen gerne persönlich weiter.",
                "@anna_k Bitte an service@acme.example wenden, danke!"
            })
    void an_answer_that_only_sends_people_elsewhere_is_found(String text) {
        assertThat(HotlineOnly.is(text, ANNA)).as(text).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Your parcel left our warehouse today. If it is not there on Friday, call us at 0800 1234567.",
                "Yes, the shop in Ulm is open until 8 pm.",
                "Our hotline was down this morning, it works again. Sorry!",
                "Please send us a direct message with your order number, and we look it up.",
                "Thanks a lot for the praise, Anna!",
                "The refund of 20 euros is on its way; you get an e-mail when it arrives.",
                "Order 0049 1234567 was shipped yesterday.",
                "We fixed the app; please update to version 3.2.",
                "Sorry to hear that. Which colour did you order?",
                "You can cancel in the app under Settings, or by phone.",
                "Happy to help! What does the display show?",
                "Ihr Paket ist seit gestern unterwegs. Fragen? Rufen Sie uns an: 0800 1234567.",
                "Das Ersatzteil kostet 12 Euro, bestellen können Sie telefonisch oder im Laden.",
                "Unsere Hotline ist heute gestört, wir arbeiten daran.",
                "Bitte schicken Sie uns Ihre Bestellnummer per Direktnachricht.",
                "Danke für das Lob, Anna! Das geben wir weiter.",
                "Der Fehler ist behoben, bitte starten Sie den Router neu.",
                "Das tut uns leid! Welche Farbe hatten Sie bestellt?",
                "Die Filiale in Ulm hat bis 20 Uhr offen.",
                "Ja, der Umtausch geht ohne Kassenzettel; den Betrag erstatten wir. Telefon: 0800 1234567"
            })
    void an_answer_that_says_something_is_not(String text) {
        assertThat(HotlineOnly.is(text, ANNA)).as(text).isFalse();
    }
}
