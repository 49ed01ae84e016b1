package dev.meridian.binding;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A class in which what Java links at its first use is linked already: each such call asks a method beside it
/// instead.
///
/// Java spins a class of its own for each pattern switch and handles of methods for each record, at its first use
/// in each process. An AOT cache holds what it spins for lambdas and joined texts, and not
/// those (JDK 25, JEP 483).
final class BoundClass {
    private static final ClassFile FILES = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(
            ClassHierarchyResolver.ofResourceParsing(BoundClass.class.getClassLoader())
                    .orElse(ClassHierarchyResolver.defaultResolver())));

    private final ClassModel model;
    private final List<Method> methods = new ArrayList<>();

    private BoundClass(ClassModel model) {
        this.model = model;
    }

    /// What a call asks for.
    ///
    /// @param code its body
    record Method(String name, MethodTypeDesc type, Consumer<CodeBuilder> code) {}

    /// Its new bytes; empty where there is nothing to bind.
    static Optional<byte[]> of(byte[] bytes) {
        BoundClass bound = new BoundClass(FILES.parse(bytes));
        byte[] transformed = FILES.transformClass(
                bound.model,
                ClassTransform.transformingMethodBodies(bound::bind).andThen(ClassTransform.endHandler(all -> {
                    for (Method one : bound.methods) {
                        all.withMethodBody(
                                one.name(),
                                one.type(),
                                AccessFlag.PRIVATE.mask() | AccessFlag.STATIC.mask() | AccessFlag.SYNTHETIC.mask(),
                                one.code());
                    }
                })));
        return bound.methods.isEmpty() ? Optional.empty() : Optional.of(transformed);
    }

    private void bind(CodeBuilder code, CodeElement element) {
        Optional<Method> bound = element instanceof InvokeDynamicInstruction call ? bound(call) : Optional.empty();
        bound.ifPresentOrElse(
                method -> {
                    methods.add(method);
                    code.invokestatic(
                            itself(),
                            method.name(),
                            method.type(),
                            model.flags().has(AccessFlag.INTERFACE));
                },
                () -> code.with(element));
    }

    private Optional<Method> bound(InvokeDynamicInstruction call) {
        String name = "bound$" + methods.size();
        return switch (call.bootstrapMethod().owner().displayName()) {
            case "SwitchBootstraps" -> TypeSwitch.of(call).map(code -> new Method(name, call.typeSymbol(), code));
            case "ObjectMethods" -> Optional.of(new Method(name, call.typeSymbol(), RecordMethod.of(call, itself())));
            default -> Optional.empty();
        };
    }

    private ClassDesc itself() {
        return model.thisClass().asSymbol();
    }
}
