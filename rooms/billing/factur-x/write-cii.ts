// SPDX-License-Identifier: EUPL-1.2
import { element, group, writeXml, type Element } from '../xml/write-xml.ts';
import type { Address, Identifier, Invoice, InvoiceLine, Party, Period, VatBreakdown } from './invoice.ts';

const namespaces = {
  'xmlns:rsm': 'urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100',
  'xmlns:ram': 'urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100',
  'xmlns:udt': 'urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100',
  'xmlns:qdt': 'urn:un:unece:uncefact:data:standard:QualifiedDataType:100',
};

/** The invoice in UN/CEFACT Cross Industry Invoice D16B/D22B, in the order of its schema. Says what the invoice says, even where it is wrong. */
export function writeCii(invoice: Invoice): string {
  const root: Element = {
    name: 'rsm:CrossIndustryInvoice',
    attributes: namespaces,
    content: [
      element('rsm:ExchangedDocumentContext', [group('ram:GuidelineSpecifiedDocumentContextParameter', [element('ram:ID', invoice.profile)])]),
      exchangedDocument(invoice),
      element('rsm:SupplyChainTradeTransaction', [
        ...invoice.lines.map(line),
        agreement(invoice),
        element('ram:ApplicableHeaderTradeDelivery', []),
        settlement(invoice),
      ]),
    ].filter((child) => child !== null),
  };
  return writeXml(root, 'UTF-8');
}

function exchangedDocument(invoice: Invoice): Element | null {
  return element('rsm:ExchangedDocument', [
    element('ram:ID', invoice.number),
    element('ram:TypeCode', invoice.typeCode),
    day('ram:IssueDateTime', invoice.issuedOn),
    ...invoice.notes.map(({ text, subject }) => element('ram:IncludedNote', [element('ram:Content', text), element('ram:SubjectCode', subject)])),
  ]);
}

function line(of: InvoiceLine): Element | null {
  return element('ram:IncludedSupplyChainTradeLineItem', [
    element('ram:AssociatedDocumentLineDocument', [element('ram:LineID', of.id), group('ram:IncludedNote', [element('ram:Content', of.note)])]),
    element('ram:SpecifiedTradeProduct', [element('ram:Name', of.name), element('ram:Description', of.description)]),
    element('ram:SpecifiedLineTradeAgreement', [element('ram:NetPriceProductTradePrice', [element('ram:ChargeAmount', of.price)])]),
    element('ram:SpecifiedLineTradeDelivery', [element('ram:BilledQuantity', of.quantity, { unitCode: of.unit })]),
    element('ram:SpecifiedLineTradeSettlement', [
      element('ram:ApplicableTradeTax', [
        element('ram:TypeCode', 'VAT'),
        element('ram:CategoryCode', of.category),
        element('ram:RateApplicablePercent', of.rate),
      ]),
      period(of.period),
      element('ram:SpecifiedTradeSettlementLineMonetarySummation', [element('ram:LineTotalAmount', of.net)]),
    ]),
  ]);
}

function agreement(invoice: Invoice): Element | null {
  return element('ram:ApplicableHeaderTradeAgreement', [
    element('ram:BuyerReference', invoice.buyerReference),
    party('ram:SellerTradeParty', invoice.seller),
    party('ram:BuyerTradeParty', invoice.buyer),
    group('ram:BuyerOrderReferencedDocument', [element('ram:IssuerAssignedID', invoice.orderReference)]),
    group('ram:ContractReferencedDocument', [element('ram:IssuerAssignedID', invoice.contractReference)]),
  ]);
}

function party(name: string, of: Party): Element | null {
  return element(name, [
    identifier('ram:GlobalID', of.globalId),
    element('ram:Name', of.name),
    group('ram:SpecifiedLegalOrganization', [identifier('ram:ID', of.legalId)]),
    of.contact &&
      group('ram:DefinedTradeContact', [
        element('ram:PersonName', of.contact.name),
        group('ram:TelephoneUniversalCommunication', [element('ram:CompleteNumber', of.contact.phone)]),
        group('ram:EmailURIUniversalCommunication', [element('ram:URIID', of.contact.email)]),
      ]),
    of.address && address(of.address),
    group('ram:URIUniversalCommunication', [identifier('ram:URIID', of.electronic)]),
    group('ram:SpecifiedTaxRegistration', [element('ram:ID', of.vatNumber, { schemeID: 'VA' })]),
    group('ram:SpecifiedTaxRegistration', [element('ram:ID', of.fiscalNumber, { schemeID: 'FC' })]),
  ]);
}

function address({ postcode, lines, city, country }: Address): Element | null {
  const [one = null, two = null, ...rest] = lines;
  return element('ram:PostalTradeAddress', [
    element('ram:PostcodeCode', postcode),
    element('ram:LineOne', one),
    element('ram:LineTwo', two),
    // The standard has three lines: the last one takes what is left.
    element('ram:LineThree', rest.length > 0 ? rest.join(', ') : null),
    element('ram:CityName', city),
    element('ram:CountryID', country),
  ]);
}

function settlement(invoice: Invoice): Element | null {
  const { payment, totals } = invoice;
  return element('ram:ApplicableHeaderTradeSettlement', [
    element('ram:InvoiceCurrencyCode', invoice.currency),
    payment &&
      element('ram:SpecifiedTradeSettlementPaymentMeans', [
        element('ram:TypeCode', payment.code),
        group('ram:PayeePartyCreditorFinancialAccount', [element('ram:IBANID', payment.iban), element('ram:AccountName', payment.accountName)]),
        group('ram:PayeeSpecifiedCreditorFinancialInstitution', [element('ram:BICID', payment.bic)]),
      ]),
    ...invoice.vat.map(tradeTax),
    period(invoice.period),
    group('ram:SpecifiedTradePaymentTerms', [element('ram:Description', invoice.terms), day('ram:DueDateDateTime', invoice.dueOn)]),
    element('ram:SpecifiedTradeSettlementHeaderMonetarySummation', [
      element('ram:LineTotalAmount', totals.lines),
      element('ram:TaxBasisTotalAmount', totals.net),
      element('ram:TaxTotalAmount', totals.tax, { currencyID: totals.taxCurrency }),
      element('ram:GrandTotalAmount', totals.gross),
      element('ram:TotalPrepaidAmount', totals.prepaid),
      element('ram:DuePayableAmount', totals.due),
    ]),
    ...invoice.preceding.map(({ number, issuedOn }) =>
      element('ram:InvoiceReferencedDocument', [
        element('ram:IssuerAssignedID', number),
        group('ram:FormattedIssueDateTime', [element('qdt:DateTimeString', issuedOn, { format: '102' })]),
      ]),
    ),
  ]);
}

function tradeTax(of: VatBreakdown): Element | null {
  return element('ram:ApplicableTradeTax', [
    element('ram:CalculatedAmount', of.tax),
    element('ram:TypeCode', 'VAT'),
    element('ram:ExemptionReason', of.reason),
    element('ram:BasisAmount', of.base),
    element('ram:CategoryCode', of.category),
    element('ram:ExemptionReasonCode', of.reasonCode),
    element('ram:RateApplicablePercent', of.rate),
  ]);
}

function identifier(name: string, of: Identifier | null): Element | null {
  return of && element(name, of.value, { schemeID: of.scheme });
}

function period(of: Period | null): Element | null {
  return of && element('ram:BillingSpecifiedPeriod', [day('ram:StartDateTime', of.from), day('ram:EndDateTime', of.until)]);
}

function day(name: string, of: string | null): Element | null {
  return group(name, [element('udt:DateTimeString', of, { format: '102' })]);
}
