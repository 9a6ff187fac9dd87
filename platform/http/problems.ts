// SPDX-License-Identifier: EUPL-1.2
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodError } from 'zod';
import { Refusal, type Problem } from './contract.ts';
import { errorPage } from './error-page.ts';
import { refuse } from './refusals.ts';

/** Answers any error: refusals as problem documents (RFC 9457) or, on HTML addresses, as a page; bugs are logged and answered 500. */
export function answerError(error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const refusal = asRefusal(error);
  if (!refusal) request.log.error({ err: error }, 'unexpected error');
  const problem = refusal ? problemOf(refusal, request.id) : bug(request.id);
  if (typeof refusal?.details['seconds'] === 'number') void reply.header('retry-after', String(refusal.details['seconds']));
  if (request.routeOptions.config.answer === 'html')
    return reply.status(problem.status).type('text/html; charset=utf-8').send(errorPage(problem).toString());
  return reply.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
}

/** A Zod error as a refusal that names each field. */
export function invalidInput(error: ZodError): Refusal {
  const fields = error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ path: [...issue.path, key].join('.'), says: 'Champ inconnu.' }))
      : [{ path: issue.path.join('.'), says: issue.message }],
  );
  return Object.assign(refuse('platform.invalid-input', {}, fields[0]?.path), { fields });
}

/** The problem document of a refusal. */
export function problemOf(refusal: Refusal & { fields?: Problem['fields'] }, requestId: string): Problem {
  const fields = refusal.fields ?? (refusal.field === undefined ? undefined : [{ path: refusal.field, says: refusal.message }]);
  return {
    type: `urn:beffroi:refus:${refusal.code}`,
    title: refusal.message,
    status: refusal.status,
    code: refusal.code,
    instance: requestId,
    ...(Object.keys(refusal.details).length > 0 && { details: refusal.details }),
    ...(fields && { fields }),
  };
}

function bug(requestId: string): Problem {
  return {
    type: 'about:blank',
    title: 'Une erreur inattendue s’est produite. Rien n’a été enregistré. Si elle persiste, transmettez la référence ci-jointe à votre opérateur.',
    status: 500,
    code: 'platform.unexpected',
    instance: requestId,
  };
}

function asRefusal(error: FastifyError | Error): Refusal | null {
  if (error instanceof Refusal) return error;
  const code = 'code' in error ? error.code : undefined;
  switch (code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return refuse('platform.too-large', { limit: 'statusCode' in error ? limitOf(error) : '' });
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return refuse('platform.malformed-json');
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return refuse('platform.unsupported-media');
    default:
      return error instanceof SyntaxError && 'statusCode' in error && error.statusCode === 400 ? refuse('platform.malformed-json') : null;
  }
}

function limitOf(error: object): string {
  return 'limit' in error && typeof error.limit === 'number' ? String(error.limit) : '1048576';
}
