// SPDX-License-Identifier: EUPL-1.2
import { Refusal, type Problem } from '#platform/http/contract.ts';
import { refuse } from '../contract.ts';

/** Asks a server for the price: its catalogue, its register, the operator's territory. A refusal of the server is ours. */
export async function askServer(server: string, request: Readonly<Record<string, unknown>>): Promise<unknown> {
  const { operator } = request;
  if (typeof operator !== 'string' || !/^[a-z0-9-]+$/.test(operator)) throw refuse('quote.operator-needed', {}, 'operator');
  const response = await fetch(addressOf(server, operator), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
  }).catch(() => {
    throw refuse('quote.server-unreachable', { server });
  });
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok && answer !== null) return answer;
  throw isProblem(answer) ? asRefusal(answer) : refuse('quote.server-unreachable', { server });
}

function addressOf(server: string, operator: string): URL {
  if (!URL.canParse(server) || !/^https?:/.test(server)) throw refuse('quote.server-unreachable', { server });
  return new URL(`/api/o/${operator}/quotes/price`, server);
}

function isProblem(answer: unknown): answer is Problem {
  return typeof answer === 'object' && answer !== null && 'code' in answer && 'title' in answer && 'status' in answer;
}

function asRefusal({ code, title, status, details, fields }: Problem): Refusal {
  return new Refusal(code, { status, says: title }, { ...details }, fields?.[0]?.path);
}
