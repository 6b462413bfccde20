// node play.js SCRIPT CUSTOMERS MESSAGES: one customer after another says so many things; prints what the script counted.
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

const [script, customers, messages] = process.argv.slice(2);
globalThis.__ENV = process.env;
globalThis.open = path => readFileSync(resolve(dirname(script), path), 'utf8');
globalThis.played = { passed: 0, failed: 0, metrics: {} };
for (globalThis.customer = 1; globalThis.customer <= Number(customers); globalThis.customer++) {
  // Each customer has variables of their own, as in k6.
  const { default: talk, options } = await import(`${script}?customer=${globalThis.customer}`);
  globalThis.played.options = options;
  for (let said = 0; said < Number(messages); said++) {
    talk();
  }
}
console.log(JSON.stringify(globalThis.played));
