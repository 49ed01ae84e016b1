package dev.meridian.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The judge of manifests refuses what Kubernetes would: without this, that it takes them says nothing.
@DisplayName("A kind")
class AKindTest {
    private static final String METADATA = "metadata: {name: web, namespace: shop}\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{apiVersion: v1, kind: Service, spec: {ports: [{port: 80}], sessionAfinity: ClientIP}}",
                "{apiVersion: v1, kind: Service, spec: {ports: [{port: 80, portname: http}]}}",
                "{apiVersion: v1, kind: Service, spec: {ports: {port: 80}}}",
                "{apiVersion: v1, kind: Service, spec: {ports: [{name: http}]}}",
                "{apiVersion: apps/v1, kind: Deployment, spec: {selector: {}, template: {spec: {containers: [{image: a}]}}}}",
                "{apiVersion: apps/v1, kind: Deployment, spec: {template: {spec: {containers: [{name: a}]}}}}",
                "{apiVersion: apps/v1, kind: Deployment, spec: {selector: {}, template: {spec: {containers: [{name: a, livenessProbe: {httpGet: {port: 80, pfad: /}}}]}}}}",
                "{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, spec: {scaleTargetRef: {kind: Deployment, name: a}}}",
                "{apiVersion: policy/v1, kind: PodDisruptionBudget, spec: {maxAway: 1}}",
                "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, spec: {podSelector: {}, egress: [{from: []}]}}",
                "{apiVersion: networking.k8s.io/v1, kind: Ingress, spec: {rules: [{http: {paths: [{path: /}]}}]}}",
                "{apiVersion: v1, kind: Namespace, spek: {}}",
                "{apiVersion: external-secrets.io/v1, kind: ExternalSecret, spec: {target: {name: a}, data: []}}",
                "{apiVersion: external-secrets.io/v1, kind: SecretStore, spec: {provider: {aws: {service: SSM, region: a}}}}",
                "{apiVersion: security.istio.io/v1, kind: PeerAuthentication, spec: {mtls: {mode: strict}}}",
                "{apiVersion: elbv2.k8s.aws/v1beta1, kind: TargetGroupBinding, spec: {serviceRef: {name: web, port: 80}}}",
                "{apiVersion: rbac.authorization.k8s.io/v1, kind: Role, rules: []}"
            })
    void refuses_what_it_does_not_know_and_misses_what_it_needs(String text) {
        String document = text.substring(1, text.length() - 1)
                .replaceFirst("(kind: [A-Za-z]+), ", "$1\n")
                .replaceFirst(", kind", "\nkind");
        List<String> faults = Kinds.faults(Kinds.documents(METADATA + document).getFirst());
        assertThat(faults).isNotEmpty();
    }
}
