// Whether OpenAPI documents are valid, whole in themselves. Usage: node openapi.mjs ADDRESS…
import SwaggerParser from '@apidevtools/swagger-parser';

for (const address of process.argv.slice(2)) {
  const document = await (await fetch(address)).json();
  const outside = JSON.stringify(document).match(/"\$ref":"[^#][^"]*"/);
  if (outside) throw new Error(`${address}: ${outside[0]}`);
  await SwaggerParser.validate(document);
}

console.log('OpenAPI: all well');
