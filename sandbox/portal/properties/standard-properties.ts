import type { ObjectType } from '../object-types.ts';
import {
  definitionOf,
  type FieldType,
  type PropertyDefinition,
  type PropertyGroup,
  type PropertyOption,
  type PropertyType,
} from './property-definition.ts';

/** `!` marks a value that only HubSpot sets. The kind is a property type, or the name of a list of options below. */
type Row = [name: string, label: string, kind: string];

const optionLists: Record<string, string[]> = {
  lifecycle: [
    'subscriber=Subscriber',
    'lead=Lead',
    'marketingqualifiedlead=Marketing Qualified Lead',
    'salesqualifiedlead=Sales Qualified Lead',
    'opportunity=Opportunity',
    'customer=Customer',
    'evangelist=Evangelist',
    'other=Other',
  ],
  ticketPriority: ['LOW=Low', 'MEDIUM=Medium', 'HIGH=High', 'URGENT=Urgent'],
  ticketCategory: [
    'PRODUCT_ISSUE=Product Issue',
    'BILLING_ISSUE=Billing Issue',
    'FEATURE_REQUEST=Feature Request',
    'GENERAL_INQUIRY=General Inquiry',
  ],
  callDirection: ['INBOUND=Inbound', 'OUTBOUND=Outbound'],
  callStatus: ['COMPLETED=Completed', 'NO_ANSWER=No answer', 'BUSY=Busy', 'FAILED=Failed', 'CANCELED=Canceled'],
  emailDirection: ['EMAIL=Email', 'INCOMING_EMAIL=Incoming email', 'FORWARDED_EMAIL=Forwarded email'],
  emailStatus: ['SENT=Sent', 'BOUNCED=Bounced', 'FAILED=Failed', 'SCHEDULED=Scheduled', 'SENDING=Sending'],
  meetingOutcome: [
    'SCHEDULED=Scheduled',
    'COMPLETED=Completed',
    'RESCHEDULED=Rescheduled',
    'NO_SHOW=No show',
    'CANCELED=Canceled',
  ],
  taskStatus: [
    'NOT_STARTED=Not started',
    'IN_PROGRESS=In progress',
    'WAITING=Waiting',
    'DEFERRED=Deferred',
    'COMPLETED=Completed',
  ],
  taskPriority: ['NONE=None', 'LOW=Low', 'MEDIUM=Medium', 'HIGH=High'],
  taskType: ['TODO=To-do', 'CALL=Call', 'EMAIL=Email'],
  channelType: ['WHATS_APP=WhatsApp', 'LINKEDIN_MESSAGE=LinkedIn message', 'SMS=SMS'],
  source: [
    'ORGANIC_SEARCH=Organic Search',
    'PAID_SEARCH=Paid Search',
    'EMAIL_MARKETING=Email Marketing',
    'SOCIAL_MEDIA=Organic Social',
    'REFERRALS=Referrals',
    'OTHER_CAMPAIGNS=Other Campaigns',
    'DIRECT_TRAFFIC=Direct Traffic',
    'OFFLINE=Offline Sources',
    'PAID_SOCIAL=Paid Social',
    'AI_REFERRALS=AI Referrals',
  ],
  leadStatus: [
    'NEW=New',
    'OPEN=Open',
    'IN_PROGRESS=In Progress',
    'OPEN_DEAL=Open Deal',
    'UNQUALIFIED=Unqualified',
    'ATTEMPTED_TO_CONTACT=Attempted to Contact',
    'CONNECTED=Connected',
    'BAD_TIMING=Bad Timing',
  ],
  buyingRole: [
    'BLOCKER=Blocker',
    'BUDGET_HOLDER=Budget Holder',
    'CHAMPION=Champion',
    'DECISION_MAKER=Decision Maker',
    'END_USER=End User',
    'EXECUTIVE_SPONSOR=Executive Sponsor',
    'INFLUENCER=Influencer',
    'LEGAL_AND_COMPLIANCE=Legal & Compliance',
    'OTHER=Other',
  ],
  persona: ['persona_1=Persona 1', 'persona_2=Persona 2'],
  dealType: ['newbusiness=New Business', 'existingbusiness=Existing Business'],
  industry: [
    'ACCOUNTING=Accounting',
    'BUSINESS_SUPPLIES_AND_EQUIPMENT=Business Supplies and Equipment',
    'COMPUTER_SOFTWARE=Computer Software',
    'CONSTRUCTION=Construction',
    'CONSUMER_GOODS=Consumer Goods',
    'DESIGN=Design',
    'FINANCIAL_SERVICES=Financial Services',
    'FOOD_PRODUCTION=Food Production',
    'FURNITURE=Furniture',
    'HOSPITAL_HEALTH_CARE=Hospital & Health Care',
    'INFORMATION_TECHNOLOGY_AND_SERVICES=Information Technology and Services',
    'LOGISTICS_AND_SUPPLY_CHAIN=Logistics and Supply Chain',
    'MACHINERY=Machinery',
    'MANAGEMENT_CONSULTING=Management Consulting',
    'RETAIL=Retail',
    'WHOLESALE=Wholesale',
  ],
};

const activityRows: Row[] = [
  ['notes_last_contacted', 'Last Contacted', '!datetime'],
  ['notes_last_updated', 'Last Activity Date', '!datetime'],
  ['notes_next_activity_date', 'Next Activity Date', '!datetime'],
  ['num_contacted_notes', 'Number of times contacted', '!number'],
  ['num_notes', 'Number of Sales Activities', '!number'],
  ['hs_last_sales_activity_timestamp', 'Last Engagement Date', '!datetime'],
  ['hs_latest_meeting_activity', 'Latest meeting activity', '!datetime'],
  ['hs_sales_email_last_replied', 'Recent Sales Email Replied Date', '!datetime'],
];

const commonRows: Row[] = [
  ['createdate', 'Create Date', '!datetime'],
  ['hs_object_id', 'Record ID', '!number'],
  ['hs_merged_object_ids', 'Merged record IDs', '!string'],
  ['hubspot_owner_id', 'Owner', 'owner'],
  ['hubspot_owner_assigneddate', 'Owner Assigned Date', '!datetime'],
  ...activityRows,
];

/** `hs_timestamp` is when it happened. */
const loggedRows: Row[] = [
  ['hs_createdate', 'Object create date/time', '!datetime'],
  ['hs_object_id', 'Record ID', '!number'],
  ['hs_lastmodifieddate', 'Last Modified Date', '!datetime'],
  ['createdate', 'Create Date', '!datetime'],
  ['hubspot_owner_id', 'Activity assigned to', 'owner'],
  ['hs_timestamp', 'Activity date', 'datetime'],
];

const rows: Record<ObjectType, Row[]> = {
  contact: [
    ...commonRows,
    ['lastmodifieddate', 'Last Modified Date', '!datetime'],
    ['hs_calculated_merged_vids', 'Merged vids with timestamps', '!string'],
    ['email', 'Email', 'string'],
    ['firstname', 'First Name', 'string'],
    ['lastname', 'Last Name', 'string'],
    ['company', 'Company Name', 'string'],
    ['phone', 'Phone Number', 'phone_number'],
    ['jobtitle', 'Job Title', 'string'],
    ['city', 'City', 'string'],
    ['country', 'Country/Region', 'string'],
    ['website', 'Website URL', 'string'],
    ['hs_language', 'Preferred language', 'string'],
    ['associatedcompanyid', 'Primary Associated Company ID', '!number'],
    ['lifecyclestage', 'Lifecycle Stage', 'lifecycle'],
    ['hs_lead_status', 'Lead Status', 'leadStatus'],
    ['hs_buying_role', 'Buying Role', 'buyingRole*'],
    ['hs_persona', 'Persona', 'persona'],
    ['hs_analytics_source', 'Original Traffic Source', 'source'],
    ['hs_analytics_first_touch_converting_campaign', 'First Touch Converting Campaign', '!string'],
    ['hs_analytics_last_touch_converting_campaign', 'Last Touch Converting Campaign', '!string'],
    ['hs_latest_source', 'Latest Traffic Source', '!string'],
    ['hs_analytics_num_page_views', 'Number of Pageviews', '!number'],
    ['hs_email_optout', 'Unsubscribed from all email', '!bool'],
    ['recent_conversion_date', 'Recent Conversion Date', '!datetime'],
    ['recent_conversion_event_name', 'Recent Conversion', '!string'],
    ['first_conversion_date', 'First Conversion Date', '!datetime'],
    ['first_conversion_event_name', 'First Conversion', '!string'],
    ['num_conversion_events', 'Number of Form Submissions', '!number'],
    ['num_unique_conversion_events', 'Number of Unique Forms Submitted', '!number'],
    ['hs_email_last_send_date', 'Last marketing email send date', '!datetime'],
    ['hs_email_last_open_date', 'Last marketing email open date', '!datetime'],
    ['hs_email_last_click_date', 'Last marketing email click date', '!datetime'],
    ['hs_email_last_reply_date', 'Last marketing email reply date', '!datetime'],
    ['hs_social_last_engagement', 'Most Recent Social Click', '!datetime'],
  ],
  company: [
    ...commonRows,
    ['hs_lastmodifieddate', 'Last Modified Date', '!datetime'],
    ['name', 'Company name', 'string'],
    ['domain', 'Company Domain Name', 'string'],
    ['industry', 'Industry', 'industry'],
    ['phone', 'Phone Number', 'phone_number'],
    ['city', 'City', 'string'],
    ['country', 'Country/Region', 'string'],
    ['website', 'Website URL', 'string'],
    ['numberofemployees', 'Number of Employees', 'number'],
    ['annualrevenue', 'Annual Revenue', 'number'],
    ['lifecyclestage', 'Lifecycle Stage', 'lifecycle'],
    ['hs_lead_status', 'Lead Status', 'leadStatus'],
    ['hs_analytics_source', 'Original Traffic Source', 'source'],
  ],
  deal: [
    ...commonRows,
    ['hs_lastmodifieddate', 'Last Modified Date', '!datetime'],
    ['dealname', 'Deal Name', 'string'],
    ['dealstage', 'Deal Stage', 'pipeline'],
    ['pipeline', 'Pipeline', 'pipeline'],
    ['amount', 'Amount', 'number'],
    ['closedate', 'Close Date', 'datetime'],
    ['dealtype', 'Deal Type', 'dealType'],
    ['description', 'Deal Description', 'string'],
    ['closed_lost_reason', 'Closed Lost Reason', 'string'],
    ['closed_won_reason', 'Closed Won Reason', 'string'],
    ['hs_priority', 'Priority', 'string'],
    ['hs_is_closed', 'Is Deal Closed?', '!bool'],
    ['hs_is_closed_won', 'Is Closed Won', '!bool'],
    ['hs_is_closed_lost', 'Is Closed Lost', '!bool'],
    ['hs_deal_stage_probability', 'Deal probability', '!number'],
  ],
  ticket: [
    ...commonRows,
    ['hs_lastmodifieddate', 'Last Modified Date', '!datetime'],
    ['subject', 'Ticket name', 'string'],
    ['content', 'Ticket description', 'string'],
    ['hs_pipeline', 'Pipeline', 'pipeline'],
    ['hs_pipeline_stage', 'Ticket status', 'pipeline'],
    ['hs_ticket_priority', 'Priority', 'ticketPriority'],
    ['hs_ticket_category', 'Category', 'ticketCategory*'],
    ['closed_date', 'Close date', '!datetime'],
  ],
  call: [
    ...loggedRows,
    ['hs_call_direction', 'Call direction', 'callDirection'],
    ['hs_call_status', 'Call status', 'callStatus'],
    ['hs_call_title', 'Call Title', 'string'],
    ['hs_call_body', 'Call notes', 'string'],
  ],
  email: [
    ...loggedRows,
    ['hs_email_direction', 'Email Direction', 'emailDirection'],
    ['hs_email_status', 'Email send status', 'emailStatus'],
    ['hs_email_subject', 'Email subject', 'string'],
    ['hs_email_text', 'Email body', 'string'],
  ],
  meeting: [
    ...loggedRows,
    ['hs_meeting_outcome', 'Meeting outcome', 'meetingOutcome'],
    ['hs_meeting_title', 'Meeting name', 'string'],
    ['hs_meeting_body', 'Meeting description', 'string'],
  ],
  note: [...loggedRows, ['hs_note_body', 'Note body', 'string']],
  communication: [
    ...loggedRows,
    ['hs_communication_channel_type', 'Channel type', 'channelType'],
    ['hs_communication_body', 'Communication body', 'string'],
  ],
  task: [
    ...loggedRows,
    ['hs_task_subject', 'Task title', 'string'],
    ['hs_task_body', 'Task notes', 'string'],
    ['hs_task_status', 'Task status', 'taskStatus'],
    ['hs_task_priority', 'Priority', 'taskPriority'],
    ['hs_task_type', 'Task type', 'taskType'],
  ],
  feedback_submission: [
    ['hs_createdate', 'Object create date/time', '!datetime'],
    ['hs_object_id', 'Record ID', '!number'],
    ['hs_lastmodifieddate', 'Last Modified Date', '!datetime'],
    ['createdate', 'Create Date', '!datetime'],
    ['hs_submission_timestamp', 'Date submitted', 'datetime'],
    ['hs_survey_type', 'Survey type', 'string'],
    ['hs_value', 'Rating', 'number'],
    ['hs_content', 'Response', 'string'],
  ],
};

const fieldTypeOf: Record<PropertyType, FieldType> = {
  bool: 'booleancheckbox',
  date: 'date',
  datetime: 'date',
  enumeration: 'select',
  number: 'number',
  phone_number: 'phonenumber',
  string: 'text',
};

/** The group that HubSpot's own properties of a type belong to. */
export function standardGroup(type: ObjectType): PropertyGroup {
  const label = {
    contact: 'Contact information',
    company: 'Company information',
    deal: 'Deal information',
    ticket: 'Ticket information',
    call: 'Call information',
    email: 'Email information',
    meeting: 'Meeting information',
    note: 'Note information',
    communication: 'Communication information',
    task: 'Task information',
    feedback_submission: 'Feedback submission information',
  }[type];
  return { name: `${type}information`, label, displayOrder: 0, archived: false };
}

/** The properties that exist in a new portal: the part of HubSpot's own set that journeys are read from. */
export function standardProperties(type: ObjectType): PropertyDefinition[] {
  return rows[type].map((row) => definitionOfRow(type, row));
}

function definitionOfRow(type: ObjectType, [name, label, kind]: Row): PropertyDefinition {
  const readOnlyValue = kind.startsWith('!');
  const several = kind.endsWith('*');
  const word = kind.replace(/^!|\*$/g, '');
  const optionsFrom = word === 'owner' ? 'OWNER' : word === 'pipeline' ? 'PIPELINE' : null;
  const list = optionLists[word];
  const propertyType = list !== undefined || optionsFrom !== null ? 'enumeration' : (word as PropertyType);
  return definitionOf({
    name,
    label,
    type: propertyType,
    fieldType: several ? 'checkbox' : fieldTypeOf[propertyType],
    groupName: standardGroup(type).name,
    options: (list ?? []).map(optionOf),
    readOnlyValue,
    hubspotDefined: true,
    hasUniqueValue: name === 'email',
    optionsFrom,
  });
}

function optionOf(text: string, displayOrder: number): PropertyOption {
  const [value = '', label = ''] = text.split('=');
  return { label, value, displayOrder, hidden: false };
}
