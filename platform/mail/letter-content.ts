// SPDX-License-Identifier: EUPL-1.2
import { html, type Html } from '../http/html.ts';

/** What a message says. Said once, shown as text and as HTML. */
export type LetterContent = {
  /** Such as « Bonjour, ». */
  greeting?: string;
  paragraphs: readonly (string | { list: readonly string[] })[];
  /** One thing to do. `path` stands on this installation and begins with `/`. */
  action?: { label: string; path: string };
  /** Why the recipient gets this message, in small at the end. */
  why?: string;
  /** Besides it, the way out of what is sent regularly. `path` as above. */
  leave?: { label: string; path: string };
};

type House = { operator: string; publicUrl: string };

/** Both parts of a message, in the house's layout, under the operator's name. Links lead to the public address and nowhere else. */
export function writeLetter(content: LetterContent, subject: string, house: House): { text: string; html: string } {
  return { text: asText(content, house), html: String(asHtml(content, subject, house)) };
}

/** The address of a page of this installation. Throws for anything that could lead elsewhere. */
export function publicLink(publicUrl: string, path: string): string {
  const url = new URL(path, publicUrl);
  if (!path.startsWith('/') || url.origin !== new URL(publicUrl).origin) throw new Error('a link in a message stays on this installation');
  return url.href;
}

function asText({ greeting, paragraphs, action, why, leave }: LetterContent, { operator, publicUrl }: House): string {
  const parts = paragraphs.map((part) => (typeof part === 'string' ? part : part.list.map((item) => `- ${item}`).join('\n')));
  const footer = ['-- ', operator, ...(why ? [why] : []), ...(leave ? [`${leave.label} : ${publicLink(publicUrl, leave.path)}`] : [])].join('\n');
  return [...(greeting ? [greeting] : []), ...parts, ...(action ? [`${action.label} :\n${publicLink(publicUrl, action.path)}`] : []), footer].join(
    '\n\n',
  );
}

// Tables and inline styles because mail readers know no better; no image and no remote resource, which would tell when it is read.
function asHtml({ greeting, paragraphs, action, why, leave }: LetterContent, subject: string, { operator, publicUrl }: House): Html {
  return html`<!doctype html>
    <html lang="fr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${subject}</title>
      </head>
      <body style="margin:0;padding:0;background:#f2f4f7;color:#1b1f27;font:16px/1.5 'Segoe UI',Arial,sans-serif">
        <table role="presentation" width="100%" cellpadding="0" cellspacing="0">
          <tr>
            <td align="center" style="padding:24px 12px">
              <table
                role="presentation"
                width="600"
                cellpadding="0"
                cellspacing="0"
                style="max-width:600px;width:100%;background:#ffffff;border-radius:8px"
              >
                <tr>
                  <td style="padding:20px 32px;border-bottom:1px solid #d5dae2;font-weight:bold">${operator}</td>
                </tr>
                <tr>
                  <td style="padding:24px 32px">
                    <h1 style="margin:0 0 16px;font-size:20px;line-height:1.3">${subject}</h1>
                    ${greeting && html`<p style="margin:0 0 16px">${greeting}</p>`} ${paragraphs.map(paragraph)}
                    ${action && button(action.label, publicLink(publicUrl, action.path))}
                  </td>
                </tr>
                <tr>
                  <td style="padding:16px 32px 24px;color:#4a5261;font-size:14px">
                    ${why ?? `Message envoyé par ${operator}.`}
                    ${leave && html`<br /><a href="${publicLink(publicUrl, leave.path)}" style="color:#1f4b99">${leave.label}</a>`}
                  </td>
                </tr>
              </table>
            </td>
          </tr>
        </table>
      </body>
    </html>`;
}

function paragraph(part: string | { list: readonly string[] }): Html {
  if (typeof part === 'string') return html`<p style="margin:0 0 16px">${part}</p>`;
  return html`<ul style="margin:0 0 16px;padding-left:20px">
    ${part.list.map((item) => html`<li>${item}</li>`)}
  </ul>`;
}

function button(label: string, address: string): Html {
  return html`<p style="margin:24px 0">
      <a href="${address}" style="display:inline-block;padding:12px 20px;border-radius:6px;background:#1f4b99;color:#ffffff;text-decoration:none"
        >${label}</a
      >
    </p>
    <p style="margin:0;color:#4a5261;font-size:14px">Si le bouton ne répond pas, recopiez cette adresse : ${address}</p>`;
}
