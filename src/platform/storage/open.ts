import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { S3Client } from '@aws-sdk/client-s3';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { ObjectStore } from './objects.ts';
import { BufferPool } from './part-buffer.ts';
import { s3Objects } from './s3-objects.ts';
import { COMPLETE_MS } from './s3-wire.ts';

export interface ObjectStoreOptions {
  /** URL of the store; absent: AWS itself. */
  readonly endpoint?: string | undefined;
  /** URL under which callers reach it, for what is signed for them; absent: the same. */
  readonly publicEndpoint?: string | undefined;
  readonly region: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly forcePathStyle: boolean;
  /** Sent with each new object when set; many stores refuse the header. */
  readonly serverSideEncryption?: 'AES256' | 'aws:kms' | undefined;
}

const POOLED_BUFFERS = 6;
const MAX_SOCKETS = 256; // each download holds one for as long as its reader takes
const CONNECT_MS = 5_000;
const ANSWER_MS = 120_000; // until the answer begins: covers sending one part
const SILENCE_MS = COMPLETE_MS; // a socket that neither sends nor receives: no less than the longest wait for an answer
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

const isAws = (endpoint: string | undefined): boolean =>
  endpoint === undefined || /\.amazonaws\.com(\.cn)?$/.test(new URL(endpoint).hostname);

const isPlainLoopback = (endpoint: string | undefined): boolean => {
  if (endpoint === undefined) return false;
  const { protocol, hostname } = new URL(endpoint);
  return protocol === 'http:' && LOOPBACK.has(hostname);
};

function openClient(options: ObjectStoreOptions, maxAttempts = 3): S3Client {
  const agent = { keepAlive: true, maxSockets: MAX_SOCKETS };
  const client = new S3Client({
    region: options.region,
    forcePathStyle: options.forcePathStyle,
    credentials: { accessKeyId: options.accessKeyId, secretAccessKey: options.secretAccessKey },
    maxAttempts,
    requestHandler: new NodeHttpHandler({
      connectionTimeout: CONNECT_MS,
      requestTimeout: ANSWER_MS,
      throwOnRequestTimeout: true,
      socketTimeout: SILENCE_MS,
      httpAgent: new HttpAgent(agent),
      httpsAgent: new HttpsAgent(agent),
    }),
    ...(options.endpoint !== undefined && { endpoint: options.endpoint }),
    ...(!isAws(options.endpoint) && { requestChecksumCalculation: 'WHEN_REQUIRED', responseChecksumValidation: 'WHEN_REQUIRED' }),
  });
  if (isPlainLoopback(options.endpoint)) leaveBodiesUnsigned(client);
  return client;
}

/**
 * Over plain http the client signs a digest of each body, which makes a store on the same machine hold every part whole in its heap.
 * On loopback the signature of the headers is enough; over a network this is never done.
 */
function leaveBodiesUnsigned(client: S3Client): void {
  client.middlewareStack.add(
    (next, context) => (args) => {
      const { request } = args;
      if (context.commandName === 'PutObjectCommand' || context.commandName === 'UploadPartCommand') {
        if (hasHeaders(request)) request.headers['x-amz-content-sha256'] = 'UNSIGNED-PAYLOAD';
      }
      return next(args);
    },
    { step: 'build', name: 'leaveBodiesUnsigned' },
  );
}

const hasHeaders = (request: unknown): request is { headers: Record<string, string> } =>
  typeof request === 'object' && request !== null && 'headers' in request;

/** The memory that the writes of one process share. */
export const openBuffers = (): BufferPool => new BufferPool(POOLED_BUFFERS);

/** For what others send: the sums are named in what is signed, never computed here, and bodies are not known. */
const openSigner = (options: ObjectStoreOptions): S3Client => {
  const endpoint = options.publicEndpoint ?? options.endpoint;
  return new S3Client({
    region: options.region,
    forcePathStyle: options.forcePathStyle,
    credentials: { accessKeyId: options.accessKeyId, secretAccessKey: options.secretAccessKey },
    requestChecksumCalculation: 'WHEN_REQUIRED',
    ...(endpoint !== undefined && { endpoint }),
  });
};

/** Opens the bucket. Makes no connection yet: `ping` tells whether it can be reached. All writes share the budget of `pool`. */
export function openObjectStore(options: ObjectStoreOptions, pool = openBuffers()): ObjectStore {
  const clients = {
    client: openClient(options),
    downloads: openClient(options),
    once: openClient(options, 1),
    signer: openSigner(options),
  };
  return s3Objects(clients, options.bucket, pool, options.serverSideEncryption);
}
