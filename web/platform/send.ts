import type { Static } from 'typebox';
import {
  type BodyOf,
  type Call,
  hasBody,
  hasReply,
  type ParamsOf,
  pathOf,
  type QueryOf,
  type ReplyOf,
} from '../../server/kernel/call.ts';
import { hat } from './hat.ts';
import { Problem, type ProblemKind } from './problem.ts';

export { Problem };

type Sent<C extends Call> = {
  /** Path parameters; `regency` is filled in from the hat being worn. */
  params?: Omit<ParamsOf<C>, 'regency'>;
  query?: QueryOf<C>;
  body?: BodyOf<C>;
  signal?: AbortSignal;
};

/** Asks the server one thing. @throws Problem, and nothing else */
export async function send<C extends Call>(call: C, sent: Sent<C> = {}): Promise<ReplyOf<C>> {
  const response = await reach(addressOf(call, sent), {
    method: call.method,
    headers: {
      accept: 'application/json',
      ...actingHeader(),
      ...(hasBody(call) ? { 'content-type': 'application/json' } : {}),
    },
    body: hasBody(call) ? JSON.stringify(sent.body) : null,
    signal: sent.signal ?? null,
  });
  if (!response.ok) throw await problemOf(response);
  return (hasReply(call) ? await response.json() : null) as Static<C['reply']>;
}

/** Sends a file as it is, its name and purpose in the query. @throws Problem */
export async function upload<C extends Call>(call: C, query: QueryOf<C>, file: File): Promise<ReplyOf<C>> {
  const response = await reach(addressOf(call, { query }), {
    method: call.method,
    headers: { accept: 'application/json', ...actingHeader() },
    body: file,
  });
  if (!response.ok) throw await problemOf(response);
  return (await response.json()) as Static<C['reply']>;
}

/**
 * Sends a file as it is and tells how far it is, in whole percents: on a bad line a photo takes minutes. @throws Problem
 */
export async function uploadWatched<C extends Call>(
  call: C,
  sent: Sent<C>,
  content: Blob,
  onProgress: (percent: number) => void,
): Promise<ReplyOf<C>> {
  const response = await new Promise<Response>((resolve, reject) => {
    const request = new XMLHttpRequest(); // `fetch` tells nothing of what it sends
    const unreached = () => reject(notReached());
    request.open(call.method, addressOf(call, sent));
    request.responseType = 'text';
    for (const [name, value] of Object.entries({ accept: 'application/json', ...actingHeader() }))
      request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => onProgress(Math.floor((loaded / Math.max(total, 1)) * 100));
    request.onload = () => resolve(answerOf(request));
    request.onerror = unreached;
    request.onabort = unreached;
    request.send(content);
  });
  if (!response.ok) throw await problemOf(response);
  return (await response.json()) as Static<C['reply']>;
}

function answerOf(request: XMLHttpRequest): Response {
  const type = request.getResponseHeader('content-type') ?? '';
  return new Response(request.responseText, { status: request.status, headers: { 'content-type': type } });
}

/** Fetches a picture; not linked to, so that the grant travels. @throws Problem */
export async function fetchPicture<C extends Call>(call: C, sent: Sent<C>): Promise<Blob> {
  const response = await reach(addressOf(call, sent), { headers: actingHeader(), signal: sent.signal ?? null });
  if (!response.ok) throw await problemOf(response);
  return await response.blob();
}

/** Takes a list away as a file, or a kept file. Fetched rather than linked to, so that the grant travels and a refusal can be told. */
export async function download<C extends Call>(
  call: C,
  sent: Sent<C>,
  extension?: 'csv' | 'xlsx' | 'geojson',
): Promise<void> {
  const ending = extension === undefined ? '' : `.${extension}`;
  const response = await reach(addressOf(call, sent, ending), { headers: actingHeader() });
  if (!response.ok) throw await problemOf(response);
  const address = URL.createObjectURL(await response.blob());
  const link = Object.assign(document.createElement('a'), {
    href: address,
    download: fileNameOf(response) ?? `${call.name.replace('/', '-')}${ending}`,
  });
  link.click();
  URL.revokeObjectURL(address);
}

function fileNameOf(response: Response): string | undefined {
  const said = response.headers.get('content-disposition') ?? '';
  const encoded = /filename\*=UTF-8''([^;]+)/.exec(said)?.[1];
  return encoded === undefined ? /filename="([^"]+)"/.exec(said)?.[1] : decodeURIComponent(encoded);
}

function addressOf<C extends Call>(call: C, sent: Sent<C>, extension = ''): string {
  const path = pathOf(call, { regency: hat()?.regency.code ?? '', ...sent.params });
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(sent.query ?? {})) {
    if (value !== undefined && value !== '') query.set(name, String(value));
  }
  return `${path}${extension}${query.size > 0 ? `?${query}` : ''}`;
}

function actingHeader(): Record<string, string> {
  const worn = hat();
  return worn === undefined ? {} : { 'lumbung-grant': worn.id };
}

export async function reach(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, { credentials: 'same-origin', ...init });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw notReached();
  }
}

export function notReached(): Problem {
  return new Problem('offline', { type: 'platform/offline', status: 0, title: 'the server was not reached' });
}

export async function problemOf(response: Response): Promise<Problem> {
  const told: unknown = response.headers.get('content-type')?.startsWith('application/problem+json')
    ? await response.json()
    : {};
  const { type, title, status: _, ...data } = told as { type?: string; title?: string; status?: number };
  const named = type ?? `platform/http-${response.status}`;
  return new Problem(kindOf(response.status, named), {
    type: named,
    status: response.status,
    title: title ?? response.statusText,
    data,
  });
}

function kindOf(status: number, type: string): ProblemKind {
  if (type === 'access/sign-in-needed') return 'signed-out';
  if (status === 502 || status === 503 || status === 504) return 'outage';
  return status >= 500 ? 'defect' : 'refused';
}
