package io.deskbridge.route;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.Expression;
import org.apache.camel.Predicate;
import org.apache.camel.component.bean.BeanComponent;
import org.apache.camel.spi.Language;
import org.apache.camel.support.ExpressionToPredicateAdapter;

/**
 * What a trial needs of Camel's calling of code: {@code ${body.author.name}} asks the body by it. No bean and no class can
 * be named.
 */
final class TrialBeans {
    /** Where the language finds what was named, as Camel hands it over. */
    private static final int INSTANCE = 1;

    private static final int TYPE = 3;
    private static final int REFERENCE = 4;

    private TrialBeans() {}

    static IllegalArgumentException refused(String language) {
        return new IllegalArgumentException("a trial calls no code, and \"" + language + "\" would");
    }

    /** The component that the language asks for its settings; its endpoints only remember. */
    static final class Component extends BeanComponent {
        private final Recorders recorders;

        Component(Recorders recorders) {
            this.recorders = recorders;
        }

        @Override
        protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
            parameters.clear();
            return new Recorder(uri, this, recorders);
        }
    }

    /** Camel's language, for values that are there already. */
    record Values(Language camels) implements Language {
        @Override
        public Predicate createPredicate(String expression) {
            throw refused("bean");
        }

        @Override
        public Expression createExpression(String expression) {
            throw refused("bean");
        }

        @Override
        public Predicate createPredicate(String expression, Object[] properties) {
            return ExpressionToPredicateAdapter.toPredicate(createExpression(expression, properties));
        }

        @Override
        public Expression createExpression(String expression, Object[] properties) {
            boolean named =
                    properties.length > REFERENCE && (properties[TYPE] != null || properties[REFERENCE] != null);
            if (named || properties.length <= INSTANCE || properties[INSTANCE] == null) {
                throw refused("bean");
            }
            return camels.createExpression(expression, properties);
        }
    }
}
