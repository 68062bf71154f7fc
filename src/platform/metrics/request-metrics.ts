import type { Socket } from 'node:net';
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

/** A request whose answer is over. */
interface EndedRequest {
  /** `none` for an address that is no operation. */
  readonly operation: string;
  readonly method: string;
  readonly status: number;
  readonly seconds: number;
  /** The answer went out to its last byte. */
  readonly whole: boolean;
  readonly socket: Socket;
}

interface Seen {
  received: number;
  sent: number;
}

/** From a read out of memory to a package of gigabytes. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300];

/** What the listeners of this process have been asked, by operation. */
export class RequestMetrics {
  readonly #requests: Counter<'operation' | 'method' | 'status'>;
  readonly #duration: Histogram<'operation'>;
  readonly #inFlight: Gauge;
  readonly #cut: Counter<'operation'>;
  readonly #received: Counter<'operation'>;
  readonly #sent: Counter<'operation'>;
  /** A connection serves many requests: what of its bytes has been counted. */
  readonly #counted = new WeakMap<Socket, Seen>();

  constructor(registry: Registry) {
    const registers = [registry];
    const labelNames = ['operation'] as const;
    this.#requests = new Counter({
      name: 'tabularium_http_requests_total',
      help: 'Requests answered, by operation, method and status.',
      labelNames: ['operation', 'method', 'status'] as const,
      registers,
    });
    this.#duration = new Histogram({
      name: 'tabularium_http_request_duration_seconds',
      help: 'Time from the headers of a request to the end of its answer.',
      labelNames,
      buckets: SECONDS,
      registers,
    });
    this.#inFlight = new Gauge({ name: 'tabularium_http_requests_in_flight', help: 'Requests whose answer is not over.', registers });
    this.#cut = new Counter({
      name: 'tabularium_http_cut_answers_total',
      help: 'Requests whose answer did not go out whole: the caller left, or we broke it off.',
      labelNames,
      registers,
    });
    this.#received = new Counter({
      name: 'tabularium_http_received_bytes_total',
      help: 'Bytes received with requests, headers included, counted when the answer is over.',
      labelNames,
      registers,
    });
    this.#sent = new Counter({
      name: 'tabularium_http_sent_bytes_total',
      help: 'Bytes sent with answers, headers included, counted when the answer is over.',
      labelNames,
      registers,
    });
  }

  begun(): void {
    this.#inFlight.inc();
  }

  ended({ operation, method, status, seconds, whole, socket }: EndedRequest): void {
    this.#inFlight.dec();
    this.#requests.inc({ operation, method, status });
    this.#duration.observe({ operation }, seconds);
    if (!whole) this.#cut.inc({ operation });
    const before = this.#counted.get(socket) ?? { received: 0, sent: 0 };
    this.#counted.set(socket, { received: socket.bytesRead, sent: socket.bytesWritten });
    this.#received.inc({ operation }, socket.bytesRead - before.received);
    this.#sent.inc({ operation }, socket.bytesWritten - before.sent);
  }
}
