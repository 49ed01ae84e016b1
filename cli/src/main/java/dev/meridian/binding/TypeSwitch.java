package dev.meridian.binding;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Which case of a pattern switch is meant, as `java.lang.runtime.SwitchBootstraps.typeSwitch` says it: the number
/// of the first type, from a given one on, that a value has; that behind the last where it has none; -1 for
/// `null`.
final class TypeSwitch {
    private static final int VALUE = 0;
    private static final int FIRST = 1;

    private TypeSwitch() {}

    /// The body of a method with the value and the number to begin with; empty for a switch that asks for more
    /// than types, such as constants.
    static Optional<Consumer<CodeBuilder>> of(InvokeDynamicInstruction call) {
        List<ConstantDesc> cases = call.bootstrapArgs();
        boolean isOfTypes = call.bootstrapMethod().methodName().equals("typeSwitch")
                && cases.stream().allMatch(ClassDesc.class::isInstance);
        return isOfTypes ? Optional.of(code -> write(cases, code)) : Optional.empty();
    }

    private static void write(List<ConstantDesc> types, CodeBuilder code) {
        Label isThere = code.newLabel();
        code.aload(VALUE).ifnonnull(isThere).iconst_m1().ireturn().labelBinding(isThere);
        for (int i = 0; i < types.size(); i++) {
            Label next = code.newLabel();
            code.iload(FIRST).loadConstant(i).if_icmpgt(next);
            code.aload(VALUE).instanceOf((ClassDesc) types.get(i)).ifeq(next);
            code.loadConstant(i).ireturn().labelBinding(next);
        }
        code.loadConstant(types.size()).ireturn();
    }
}
