// SPDX-License-Identifier: EUPL-1.2
import { pino, type Logger } from 'pino';

/** Structured logs on standard output. Requests are logged by route pattern, so that no address or name of a person enters them. */
export function makeLog(level: string): Logger {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { req: () => undefined, res: () => undefined },
    redact: { paths: ['*.password', '*.secret', '*.cookie', '*.authorization', '*.token'], censor: '[retiré]' },
  });
}
