// SPDX-License-Identifier: EUPL-1.2
import { find, findAll, readXml, textAt, type Read } from '../xml/read-xml.ts';
import type { Address, Identifier, Invoice, InvoiceLine, Party, PaymentMeans, Period } from './invoice.ts';

/** The invoice that a file says, for the rules to judge what was written and not what we meant to write. Throws when it is not such a file. */
export function readCii(xml: string | Uint8Array): Invoice {
  const reading = readXml(typeof xml === 'string' ? new TextEncoder().encode(xml) : xml);
  if ('fault' in reading) throw new Error(reading.fault);
  const { root } = reading;
  if (root.name !== 'CrossIndustryInvoice') throw new Error(`a ${root.name} is no CrossIndustryInvoice`);
  const about = find(root, 'ExchangedDocument');
  const trade = find(root, 'SupplyChainTradeTransaction');
  const agreement = find(trade, 'ApplicableHeaderTradeAgreement');
  const settlement = find(trade, 'ApplicableHeaderTradeSettlement');
  return {
    profile: textAt(root, 'ExchangedDocumentContext', 'GuidelineSpecifiedDocumentContextParameter', 'ID'),
    number: textAt(about, 'ID'),
    typeCode: textAt(about, 'TypeCode'),
    issuedOn: dayAt(about, 'IssueDateTime'),
    notes: findAll(about, 'IncludedNote').map((note) => ({ text: textAt(note, 'Content') ?? '', subject: textAt(note, 'SubjectCode') })),
    buyerReference: textAt(agreement, 'BuyerReference'),
    orderReference: textAt(agreement, 'BuyerOrderReferencedDocument', 'IssuerAssignedID'),
    contractReference: textAt(agreement, 'ContractReferencedDocument', 'IssuerAssignedID'),
    seller: party(find(agreement, 'SellerTradeParty')),
    buyer: party(find(agreement, 'BuyerTradeParty')),
    ...settled(settlement),
    lines: findAll(trade, 'IncludedSupplyChainTradeLineItem').map(line),
  };
}

function settled(settlement: Read | null) {
  const sums = find(settlement, 'SpecifiedTradeSettlementHeaderMonetarySummation');
  return {
    currency: textAt(settlement, 'InvoiceCurrencyCode'),
    payment: payment(find(settlement, 'SpecifiedTradeSettlementPaymentMeans')),
    vat: findAll(settlement, 'ApplicableTradeTax').map((tax) => ({
      category: textAt(tax, 'CategoryCode'),
      rate: textAt(tax, 'RateApplicablePercent'),
      base: textAt(tax, 'BasisAmount'),
      tax: textAt(tax, 'CalculatedAmount'),
      reason: textAt(tax, 'ExemptionReason'),
      reasonCode: textAt(tax, 'ExemptionReasonCode'),
    })),
    period: period(find(settlement, 'BillingSpecifiedPeriod')),
    terms: textAt(settlement, 'SpecifiedTradePaymentTerms', 'Description'),
    dueOn: dayAt(find(settlement, 'SpecifiedTradePaymentTerms'), 'DueDateDateTime'),
    totals: {
      lines: textAt(sums, 'LineTotalAmount'),
      net: textAt(sums, 'TaxBasisTotalAmount'),
      tax: textAt(sums, 'TaxTotalAmount'),
      taxCurrency: find(sums, 'TaxTotalAmount')?.attributes['currencyID'] ?? null,
      gross: textAt(sums, 'GrandTotalAmount'),
      prepaid: textAt(sums, 'TotalPrepaidAmount'),
      due: textAt(sums, 'DuePayableAmount'),
    },
    preceding: findAll(settlement, 'InvoiceReferencedDocument').map((one) => ({
      number: textAt(one, 'IssuerAssignedID'),
      issuedOn: dayAt(one, 'FormattedIssueDateTime'),
    })),
  };
}

function line(of: Read): InvoiceLine {
  const settlement = find(of, 'SpecifiedLineTradeSettlement');
  const quantity = find(of, 'SpecifiedLineTradeDelivery', 'BilledQuantity');
  return {
    id: textAt(of, 'AssociatedDocumentLineDocument', 'LineID'),
    note: textAt(of, 'AssociatedDocumentLineDocument', 'IncludedNote', 'Content'),
    name: textAt(of, 'SpecifiedTradeProduct', 'Name'),
    description: textAt(of, 'SpecifiedTradeProduct', 'Description'),
    price: textAt(of, 'SpecifiedLineTradeAgreement', 'NetPriceProductTradePrice', 'ChargeAmount'),
    quantity: quantity?.text ?? null,
    unit: quantity?.attributes['unitCode'] ?? null,
    category: textAt(settlement, 'ApplicableTradeTax', 'CategoryCode'),
    rate: textAt(settlement, 'ApplicableTradeTax', 'RateApplicablePercent'),
    period: period(find(settlement, 'BillingSpecifiedPeriod')),
    net: textAt(settlement, 'SpecifiedTradeSettlementLineMonetarySummation', 'LineTotalAmount'),
  };
}

function party(of: Read | null): Party {
  const contact = find(of, 'DefinedTradeContact');
  const registered = (scheme: string) =>
    findAll(of, 'SpecifiedTaxRegistration')
      .flatMap((registration) => findAll(registration, 'ID'))
      .find((id) => id.attributes['schemeID'] === scheme)?.text ?? null;
  return {
    globalId: identifier(find(of, 'GlobalID')),
    name: textAt(of, 'Name'),
    legalId: identifier(find(of, 'SpecifiedLegalOrganization', 'ID')),
    contact: contact && {
      name: textAt(contact, 'PersonName'),
      phone: textAt(contact, 'TelephoneUniversalCommunication', 'CompleteNumber'),
      email: textAt(contact, 'EmailURIUniversalCommunication', 'URIID'),
    },
    address: address(find(of, 'PostalTradeAddress')),
    electronic: identifier(find(of, 'URIUniversalCommunication', 'URIID')),
    vatNumber: registered('VA'),
    fiscalNumber: registered('FC'),
  };
}

function address(of: Read | null): Address | null {
  if (!of) return null;
  const lines = ['LineOne', 'LineTwo', 'LineThree'].flatMap((name) => textAt(of, name) ?? []);
  return { postcode: textAt(of, 'PostcodeCode'), lines, city: textAt(of, 'CityName'), country: textAt(of, 'CountryID') };
}

function payment(of: Read | null): PaymentMeans | null {
  return (
    of && {
      code: textAt(of, 'TypeCode'),
      iban: textAt(of, 'PayeePartyCreditorFinancialAccount', 'IBANID'),
      accountName: textAt(of, 'PayeePartyCreditorFinancialAccount', 'AccountName'),
      bic: textAt(of, 'PayeeSpecifiedCreditorFinancialInstitution', 'BICID'),
    }
  );
}

function identifier(of: Read | null): Identifier | null {
  return of && { value: of.text, scheme: of.attributes['schemeID'] ?? null };
}

function period(of: Read | null): Period | null {
  return of && { from: dayAt(of, 'StartDateTime'), until: dayAt(of, 'EndDateTime') };
}

function dayAt(of: Read | null, name: string): string | null {
  return textAt(of, name, 'DateTimeString');
}
