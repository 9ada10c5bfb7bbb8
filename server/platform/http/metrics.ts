import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';

export const metrics = new Registry();
collectDefaultMetrics({ register: metrics });

const calls = new Histogram({
  name: 'lumbung_call_seconds',
  help: 'Time to answer a call, by its name and status',
  labelNames: ['call', 'status'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
  registers: [metrics],
});

export function countCall(name: string, status: number, milliseconds: number): void {
  calls.observe({ call: name, status: String(status) }, milliseconds / 1000);
}

const differences = new Counter({
  name: 'lumbung_stored_differences_total',
  help: 'Stored figures that a nightly recomputation found to differ from their facts',
  labelNames: ['what'],
  registers: [metrics],
});

/** @param what the kind of stored figure; any increase calls for a person */
export function countDifferences(what: string, count: number): void {
  differences.inc({ what }, count);
}
