package io.deskbridge.route;

import java.util.List;
import java.util.ListIterator;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import org.apache.camel.model.CatchDefinition;
import org.apache.camel.model.ChoiceDefinition;
import org.apache.camel.model.ConvertBodyDefinition;
import org.apache.camel.model.ConvertHeaderDefinition;
import org.apache.camel.model.ConvertVariableDefinition;
import org.apache.camel.model.DelayDefinition;
import org.apache.camel.model.DynamicRouterDefinition;
import org.apache.camel.model.EnrichDefinition;
import org.apache.camel.model.FilterDefinition;
import org.apache.camel.model.FinallyDefinition;
import org.apache.camel.model.LogDefinition;
import org.apache.camel.model.LoopDefinition;
import org.apache.camel.model.MarshalDefinition;
import org.apache.camel.model.MulticastDefinition;
import org.apache.camel.model.OnCompletionDefinition;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.OtherwiseDefinition;
import org.apache.camel.model.PipelineDefinition;
import org.apache.camel.model.PollDefinition;
import org.apache.camel.model.PollEnrichDefinition;
import org.apache.camel.model.ProcessDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RecipientListDefinition;
import org.apache.camel.model.RemoveHeaderDefinition;
import org.apache.camel.model.RemoveHeadersDefinition;
import org.apache.camel.model.RemovePropertiesDefinition;
import org.apache.camel.model.RemovePropertyDefinition;
import org.apache.camel.model.RemoveVariableDefinition;
import org.apache.camel.model.RollbackDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RoutingSlipDefinition;
import org.apache.camel.model.SetBodyDefinition;
import org.apache.camel.model.SetExchangePatternDefinition;
import org.apache.camel.model.SetHeaderDefinition;
import org.apache.camel.model.SetHeadersDefinition;
import org.apache.camel.model.SetPropertyDefinition;
import org.apache.camel.model.SetVariableDefinition;
import org.apache.camel.model.SetVariablesDefinition;
import org.apache.camel.model.SortDefinition;
import org.apache.camel.model.SplitDefinition;
import org.apache.camel.model.StepDefinition;
import org.apache.camel.model.StopDefinition;
import org.apache.camel.model.ThrottleDefinition;
import org.apache.camel.model.ThrowExceptionDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.model.TransformDefinition;
import org.apache.camel.model.TryDefinition;
import org.apache.camel.model.UnmarshalDefinition;
import org.apache.camel.model.ValidateDefinition;
import org.apache.camel.model.WhenDefinition;
import org.apache.camel.model.WireTapDefinition;
import org.apache.camel.util.concurrent.SynchronousExecutorService;

/**
 * Takes out of a route what a trial must not do and no component does: call code, wait, write into the log, keep messages
 * for later. Only what is listed here works as in the hub; a step that nobody thought of does nothing.
 */
final class TrialSteps {
    /** What only moves the exchange along, or goes through a component, which a trial replaces. */
    private static final Set<Class<?>> REAL = Set.of(
            CatchDefinition.class,
            ChoiceDefinition.class,
            ConvertBodyDefinition.class,
            ConvertHeaderDefinition.class,
            ConvertVariableDefinition.class,
            DynamicRouterDefinition.class,
            EnrichDefinition.class,
            FilterDefinition.class,
            FinallyDefinition.class,
            LoopDefinition.class,
            MarshalDefinition.class,
            MulticastDefinition.class,
            OnCompletionDefinition.class,
            OnExceptionDefinition.class,
            OtherwiseDefinition.class,
            PipelineDefinition.class,
            PollDefinition.class,
            PollEnrichDefinition.class,
            RecipientListDefinition.class,
            RemoveHeaderDefinition.class,
            RemoveHeadersDefinition.class,
            RemovePropertiesDefinition.class,
            RemovePropertyDefinition.class,
            RemoveVariableDefinition.class,
            RollbackDefinition.class,
            RoutingSlipDefinition.class,
            SetBodyDefinition.class,
            SetExchangePatternDefinition.class,
            SetHeaderDefinition.class,
            SetHeadersDefinition.class,
            SetPropertyDefinition.class,
            SetVariableDefinition.class,
            SetVariablesDefinition.class,
            SortDefinition.class,
            SplitDefinition.class,
            StepDefinition.class,
            StopDefinition.class,
            ThrowExceptionDefinition.class,
            ToDefinition.class,
            ToDynamicDefinition.class,
            TransformDefinition.class,
            TryDefinition.class,
            UnmarshalDefinition.class,
            ValidateDefinition.class,
            WhenDefinition.class,
            WireTapDefinition.class);

    /** Nobody counts on these in a trial. */
    private static final Set<Class<?>> SILENT =
            Set.of(LogDefinition.class, DelayDefinition.class, ThrottleDefinition.class);

    private final Recorders recorders;
    private final ExecutorService beside = new SynchronousExecutorService();

    TrialSteps(Recorders recorders) {
        this.recorders = recorders;
    }

    void takeOut(RouteDefinition route) {
        route.setTrace(null); // it would write each step into the log
        below(route, route.getRouteId());
    }

    private void below(ProcessorDefinition<?> parent, String route) {
        List<ProcessorDefinition<?>> outputs = parent.getOutputs();
        ListIterator<ProcessorDefinition<?>> steps = outputs.listIterator();
        while (steps.hasNext()) {
            ProcessorDefinition<?> step = steps.next();
            below(step, route);
            doFirst(step);
            if (!REAL.contains(step.getClass())) {
                ProcessorDefinition<?> instead = instead(step, route);
                instead.setParent(parent);
                steps.set(instead);
            }
        }
    }

    /** What goes on beside a route is done before the route goes on: else the trial might be over before it began. */
    private void doFirst(ProcessorDefinition<?> step) {
        if (step instanceof WireTapDefinition<?> tap) {
            tap.executorService(beside);
        }
    }

    /** Nothing in its place, and then what stood below it. */
    private ProcessorDefinition<?> instead(ProcessorDefinition<?> step, String route) {
        if (!SILENT.contains(step.getClass())) {
            recorders.note("route " + route + ": the step " + step.getShortName()
                    + (step.getOutputs().isEmpty() ? " does nothing" : " lets everything through") + " in a trial");
        }
        var pipeline = new PipelineDefinition();
        pipeline.addOutput(new ProcessDefinition(exchange -> {}));
        List.copyOf(step.getOutputs()).forEach(pipeline::addOutput);
        return pipeline;
    }
}
