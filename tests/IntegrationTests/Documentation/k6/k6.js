export function check(answer, wanted) {
  for (const holds of Object.values(wanted)) {
    globalThis.played[holds(answer) ? 'passed' : 'failed']++;
  }
}

export const sleep = seconds => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, seconds * 1000);
