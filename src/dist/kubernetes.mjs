// node kubernetes.mjs FILE: whether each document fits the schema that Kubernetes publishes for its kind.
// Needs the npm packages kubernetes-models and yaml.
import { readFileSync } from "node:fs";
import { parseAllDocuments } from "yaml";

for (const document of parseAllDocuments(readFileSync(process.argv[2], "utf8"), { merge: true })) {
  const object = document.toJS();
  const models = await import(`kubernetes-models/${object.apiVersion}`);
  const model = models[object.kind] ?? models.default?.[object.kind];
  new model(object).validate();
  console.log(`${object.kind} ${object.metadata.name}: fits`);
}
