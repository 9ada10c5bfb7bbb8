import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';

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
