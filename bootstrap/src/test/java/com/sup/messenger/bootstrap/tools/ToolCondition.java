package com.sup.messenger.bootstrap.tools;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;

import java.util.Arrays;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

final class ToolCondition implements ExecutionCondition {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return AnnotationSupport.findAnnotation(context.getElement(), RequiresTool.class).stream()
        .flatMap(required -> Arrays.stream(required.value()))
        .filter(tool -> !tool.isPresent())
        .findFirst()
        .map(tool -> skip(context, tool))
        .orElse(enabled("nothing is missing"));
  }

  private static ConditionEvaluationResult skip(ExtensionContext context, Tool tool) {
    String reason = tool.title() + " is missing";
    System.out.println("Skipped " + context.getDisplayName() + ": " + reason);
    return disabled(reason);
  }
}
