// SPDX-License-Identifier: EUPL-1.2
/** A refusal in the words of SCIM (RFC 7644 §3.12): an HTTP status, a French sentence and, for a 400, the keyword that clients read. */
export class ScimFault extends Error {
  readonly status: number;
  readonly scimType: string | undefined;
  readonly detail: string;

  constructor(status: number, detail: string, scimType?: string) {
    super(detail);
    this.name = 'ScimFault';
    this.status = status;
    this.detail = detail;
    this.scimType = scimType;
  }
}
