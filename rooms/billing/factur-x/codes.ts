// SPDX-License-Identifier: EUPL-1.2
/** The codes that our invoices may carry: a part of each list of the standard, so that nothing foreign to a French operator slips in. */

export const profile = 'urn:cen.eu:en16931:2017';

/** UNTDID 1001. */
export const invoiceTypes: ReadonlySet<string> = new Set(['380', '381']);

export const currencies: ReadonlySet<string> = new Set(['EUR', 'XPF']);

/** UNTDID 4461: 1 not defined, 30 credit transfer, 49 direct debit, 57 standing agreement, 58 SEPA transfer, 59 SEPA direct debit, 97 clearing. */
export const paymentMeans: ReadonlySet<string> = new Set(['1', '10', '20', '30', '42', '48', '49', '57', '58', '59', '97']);

/** UNTDID 5305, as far as we may bill: S taxed, E exempt, O outside the scope, Z zero rate, AE reverse charge. */
export const vatCategories: ReadonlySet<string> = new Set(['S', 'E', 'O', 'Z', 'AE']);

/** CEF VATEX: exemptions that a public operator may invoke. */
export const exemptions: ReadonlySet<string> = new Set([
  'VATEX-EU-132',
  'VATEX-EU-132-1F',
  'VATEX-EU-132-1G',
  'VATEX-EU-132-1I',
  'VATEX-EU-AE',
  'VATEX-EU-O',
  'VATEX-FR-FRANCHISE',
  'VATEX-FR-CGI261-4',
  'VATEX-FR-CGI261-7',
  'VATEX-FR-CGI261B',
  'VATEX-FR-AE',
]);

/** UN/ECE Recommendations 20 and 21. */
export const units: ReadonlySet<string> = new Set([
  'C62',
  'H87',
  'EA',
  'NAR',
  'SET',
  'LS',
  'ANN',
  'MON',
  'WEE',
  'DAY',
  'HUR',
  'MIN',
  'E49',
  'P1',
  'IE',
  'KMT',
  'MTR',
  'MTK',
  'AD',
  '2P',
  '4L',
  'E34',
  'E35',
  'E36',
]);

/** ISO 6523: 0002 SIREN, 0009 SIRET, 0088 GLN, 0060 DUNS. */
export const identifierSchemes: ReadonlySet<string> = new Set(['0002', '0009', '0060', '0088', '0225']);

/** CEF EAS. */
export const electronicSchemes: ReadonlySet<string> = new Set(['0002', '0009', '0088', '0225', '9957', 'EM']);

/** UNTDID 4451: AAB terms of payment, AAI general, ACC, PMD penalties, PMT recovery, REG regulatory, SUR remarks, TXD tax. */
export const noteSubjects: ReadonlySet<string> = new Set(['AAB', 'AAI', 'ABL', 'ACC', 'PMD', 'PMT', 'REG', 'SUR', 'TXD']);

/** ISO 3166-1: France and what stands apart in that list, the Union, close neighbours. */
export const countries: ReadonlySet<string> = new Set(
  'FR GP MQ GF RE YT PM BL MF NC PF WF TF MC AD CH GB AT BE BG CY CZ DE DK EE ES FI GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '),
);

/** First letters of a VAT number: the countries, Greece as `EL`. */
export const vatPrefixes: ReadonlySet<string> = new Set([...countries, 'EL']);
