<?php
// As receivers in the field do it: the raw body, decoded. What came is written down for the test.
$body = file_get_contents('php://input');
$event = json_decode($body, true);
if (!is_array($event) || !isset($event['title'], $event['type'])) {
    http_response_code(400);
    return;
}
$headers = [];
foreach (getallheaders() as $name => $value) {
    $headers[] = $name . ': ' . $value;
}
$types = [];
foreach ($event as $name => $value) {
    $types[] = $name . ' ' . gettype($value);
}
$file = getenv('RECEIVED') . sprintf('/%020d', hrtime(true));
file_put_contents(
    $file . '.part',
    implode("\n", $headers) . "\n\n" . implode(', ', $types) . "\n" . $body
);
rename($file . '.part', $file . '.call');
