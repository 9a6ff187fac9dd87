// SPDX-License-Identifier: EUPL-1.2
import { formatEurosShort } from '#platform/money/euros.ts';
import { paymentLaw } from './payment-law.ts';

// What operators print who have set nothing is fixed when the server starts: by the first texts of the list, in force since.
const day = Temporal.PlainDate.from('2019-04-01');
const valueOf = (key: Parameters<typeof paymentLaw.ruleOn>[0]): number => paymentLaw.ruleOn(key, day).value;

/** On invoices, unless the operator writes another note: when to pay, and what a delay costs. */
export const latePaymentNote =
  `Délai de paiement : ${valueOf('payment.days')} jours après réception (art. R. 2192-10 du code de la commande publique). En cas de retard, intérêts moratoires ` +
  `au taux de refinancement de la Banque centrale européenne majoré de ${valueOf('payment.late-points')} points (art. R. 2192-31) et indemnité forfaitaire de ` +
  `${formatEurosShort(valueOf('payment.recovery-cents'))} pour frais de recouvrement (art. D. 2192-35). Pas d’escompte pour paiement anticipé.`;

/** What the operations of a facture are (CGI, ann. II, art. 242 nonies A, I, 8° bis): all that an operator bills here is a service. */
export const operationsNote = 'Prestations de services';

/** Under what is exempt: services to members at their exact share (CGI, ann. II, art. 242 nonies A, I, 12° asks that the provision be named). */
export const exemptionNote = 'Exonération de TVA, article 261 B du code général des impôts.';
