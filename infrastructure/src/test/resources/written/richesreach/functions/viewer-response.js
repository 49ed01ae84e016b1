// Written by Meridian from richesreach.yaml. A change belongs there; `meridian synth` writes it here.

function handler(event) {
  var response = event.response;
  // What a service runs on is nobody's business.
  delete response.headers['x-powered-by'];
  delete response.headers['x-aspnet-version'];
  // Users keep their part for thirty days.
  response.cookies['ab'] = {
    value: part(event),
    attributes: 'Path=/; Max-Age=2592000; Secure; HttpOnly; SameSite=Lax'
  };
  return response;
}

// The part that a user has already, or one by the number of this request.
function part(event) {
  var had = event.request.cookies['ab'];
  if (had && /^[0-9]{1,2}$/.test(had.value)) {
    return had.value;
  }
  var id = event.context.requestId;
  var sum = 0;
  for (var i = 0; i < id.length; i++) {
    sum = (sum * 31 + id.charCodeAt(i)) % 65521;
  }
  return String(sum % 100);
}
