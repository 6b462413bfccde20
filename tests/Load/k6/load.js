// The profiles of ../profiles.json, driven by k6 against a running sandbox (docs/performance.md tells how it is started):
//   k6 run -e PROFILE=steady -e TOKEN="$(cat data/webhook-token)" tests/Load/k6/load.js
// k6 stands where MSG91 posts; what was answered is read from the sandbox.
import http from 'k6/http';
import { check, sleep } from 'k6';
import exec from 'k6/execution';
import { Counter, Trend } from 'k6/metrics';

const name = __ENV.PROFILE || 'smoke';
const profile = JSON.parse(open('../profiles.json'))[name];
if (!profile) throw new Error(`PROFILE: ${name} is none of ../profiles.json`);

const address = __ENV.ADDRESS || 'http://localhost:8080';
const token = __ENV.TOKEN;
if (!token) throw new Error('TOKEN: is not set; in the sandbox it stands in data/webhook-token');

const things = ['parcel', 'invoice', 'refund', 'address', 'colour', 'size', 'voucher', 'receipt', 'courier', 'warranty'];
const patience = 10_000;

// A customer who waits for a reply says nothing else: were there too few, what is due would not be said at all. Some more are for their posts.
const waiting = Math.ceil(Math.max(...profile.stages.flatMap(stage => [stage.from, stage.to])) * (patience / 1000 + 2));

const webhookTime = new Trend('webhook_time', true);
const replyTime = new Trend('reply_time', true);
const lost = new Counter('messages_lost');

export const options = {
  scenarios: {
    talk: {
      executor: 'ramping-arrival-rate',
      startRate: Math.round(profile.stages[0].from),
      timeUnit: '1s',
      preAllocatedVUs: profile.customers,
      maxVUs: Math.max(profile.customers, waiting),
      stages: profile.stages.flatMap(stage => [
        { duration: '0s', target: Math.round(stage.from) },
        { duration: `${stage.seconds}s`, target: Math.round(stage.to) },
      ]),
    },
  },
  thresholds: {
    messages_lost: ['count==0'],
    checks: ['rate==1'],
    // What k6 drops was due and never said, and nobody measures how long it would have waited.
    dropped_iterations: ['count==0'],
    ...(profile.bounds && { webhook_time: [`p(99)<${profile.bounds.webhookP99}`], reply_time: [`p(99)<${profile.bounds.replyP99}`] }),
  },
};

// Each VU is a customer, and says one thing after another.
let said = 0;

export default function () {
  const phone = String(919000000000 + exec.vu.idInTest);
  if (said === 0) {
    say(phone, 'begin');
  }
  const number = ++said;
  const thing = things[Math.floor(Math.random() * things.length)];
  const due = Date.now();
  const took = say(phone, `${number}: where is the ${thing} of order ${1000 + Math.floor(Math.random() * 9000)}`);
  webhookTime.add(took);
  if (isAnswered(phone, number)) {
    replyTime.add(Date.now() - due);
  } else {
    lost.add(1);
  }
}

function say(phone, text) {
  const id = `wamid.k6${exec.scenario.startTime}${phone}N${said}`;
  const body = JSON.stringify({
    companyId: '100001', customerNumber: phone, customerName: 'Asha', integratedNumber: '919800000001', eventName: 'delivered', direction: '0', uuid: id,
    contentType: 'text', messageType: 'text', text,
    messages: JSON.stringify([{ from: phone, id, timestamp: String(Math.floor(Date.now() / 1000)), text: { body: text }, type: 'text' }]),
  });
  const answer = post(body);
  if (Math.random() < profile.repeats) {
    post(body);
  }
  return answer.timings.duration;
}

function post(body) {
  const answer = http.post(`${address}/webhooks/msg91/inbound`, body, { headers: { 'Content-Type': 'application/json', 'X-Webhook-Token': token }, tags: { name: 'inbound' } });
  check(answer, { 'answered 200': got => got.status === 200 });
  return answer;
}

function isAnswered(phone, number) {
  for (const began = Date.now(); Date.now() - began < patience; sleep(0.05)) {
    const answer = http.get(`${address}/api/v1/sandbox/messages?phone=${phone}`, { tags: { name: 'sandbox' } });
    if (answer.status === 200 && answer.json().some(message => message.text.startsWith(`${number}: `))) {
      return true;
    }
  }
  return false;
}
