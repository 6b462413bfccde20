// Lists the conversations of a running program, page by page, and then asks without the key: SUPPORT_URL, SUPPORT_API_KEY.
// What is printed is one line of JSON for the test that runs this (TypeScriptClientTests).
import createClient from "openapi-fetch";
import type { components, paths } from "./api.js";

type Conversation = components["schemas"]["ConversationView"];
type Status = components["schemas"]["ConversationStatus"];
type Problem = components["schemas"]["Problem"];

/** Compiles as long as every word of the enumeration is one of these: a word that is added is seen here. */
const waitsForPerson: Record<Status, boolean> = { active: false, escalated: true, completed: false };

const baseUrl = setting("SUPPORT_URL");
const client = createClient<paths>({ baseUrl, headers: { Authorization: `Bearer ${setting("SUPPORT_API_KEY")}` } });
const stranger = createClient<paths>({ baseUrl });

const conversations = await listAll("escalated");
const first = conversations[0];
const { data: one } = first ? await client.GET("/api/v1/conversations/{id}", { params: { path: { id: first.id } } }) : { data: undefined };
const { error: refused, response } = await stranger.GET("/api/v1/conversations");

console.log(
  JSON.stringify({
    conversations: conversations.map((conversation) => ({ id: conversation.id, status: conversation.status, waits: waitsForPerson[conversation.status] })),
    messages: one?.messages.map((message) => message.content ?? message.type) ?? [],
    refused: refused && codeOf(refused),
    refusedStatus: response.status,
  }),
);

/** All that have this status, one to a page, so that the way from page to page is walked. */
async function listAll(status: Status): Promise<Conversation[]> {
  const found: Conversation[] = [];
  let after: string | null = null;
  do {
    const query: NonNullable<paths["/api/v1/conversations"]["get"]["parameters"]["query"]> = { status: [status], limit: 1 };
    if (after !== null) {
      query.after = after;
    }
    const { data, error } = await client.GET("/api/v1/conversations", { params: { query } });
    if (error) {
      throw new Error(codeOf(error));
    }
    found.push(...data.conversations);
    after = data.next;
  } while (after !== null);
  return found;
}

function codeOf(problem: Problem): string {
  return problem.code;
}

function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined) {
    throw new Error(`${name} is not set.`);
  }
  return value;
}
