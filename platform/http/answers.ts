// SPDX-License-Identifier: EUPL-1.2
import type { FastifyReply } from 'fastify';

/** An action's answer that sends the browser elsewhere, with a GET (303). Only addresses of this house. */
export class Redirect {
  readonly to: string;

  constructor(to: string) {
    if (!/^\/(?![/\\])/.test(to)) throw new Error('a redirect stays in the house');
    this.to = to;
  }
}

/** An action's answer that also touches the reply: opens or closes a session. */
export class WithReply<Body> {
  readonly body: Body;
  readonly apply: (reply: FastifyReply) => void;

  constructor(body: Body, apply: (reply: FastifyReply) => void) {
    this.body = body;
    this.apply = apply;
  }
}
