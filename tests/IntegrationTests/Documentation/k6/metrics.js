class Metric {
  constructor(name) {
    this.values = globalThis.played.metrics[name] ??= [];
  }

  add(value) {
    this.values.push(value);
  }
}

export { Metric as Counter, Metric as Trend };
