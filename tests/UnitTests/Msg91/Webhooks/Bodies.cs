namespace WhatsAppSupport.UnitTests.Msg91.Webhooks;

/// <summary>Bodies in every shape that MSG91 posts, with invented people.</summary>
internal static class Bodies
{
    public const string Plain =
        """{"from":"+91 98111-12222","text":"hi","timestamp":1772340300,"messageId":"m-1","type":"text"}""";

    /// <summary>MSG91's own sample, with its misleading eventName.</summary>
    public const string Text =
        """
        { "companyId": "100001", "requestedAt": "2026-03-01T10:15:00+05:30",
          "customerNumber": "919811112222", "customerName": "Asha",
          "integratedNumber": "919800000001", "eventName": "delivered", "direction": "0",
          "uuid": "wamid.IN1", "contentType": "text", "messageType": "text", "text": "Hi there",
          "contacts": "[{\"profile\":{\"name\":\"Asha\"},\"wa_id\":\"919811112222\"}]",
          "messages": "[{\"from\":\"919811112222\",\"id\":\"wamid.IN1\",\"timestamp\":\"1772340300\",\"text\":{\"body\":\"Hi there\"},\"type\":\"text\"}]",
          "ts": "2026-03-01T10:15:01+05:30" }
        """;

    public const string ButtonPress =
        """
        { "customerNumber": "919811112222", "integratedNumber": "919800000001",
          "contentType": "button", "messageType": "button", "text": "",
          "button": "{\"payload\":\"YES\",\"text\":\"Yes please\"}",
          "messages": "[{\"context\":{\"from\":\"919800000001\",\"id\":\"wamid.OUT1\"},\"from\":\"919811112222\",\"from_user_id\":\"IN.1234567890\",\"id\":\"wamid.IN2\",\"timestamp\":\"1772340400\",\"type\":\"button\",\"button\":{\"payload\":\"YES\",\"text\":\"Yes please\"}}]",
          "requestId": "0a1b2c3d4e5f60718293a4b5c6d7e8f9",
          "uuid": "wamid.IN2_callback", "replyMsgId": "wamid.OUT1", "webhookType": "" }
        """;

    public const string ListReply =
        """
        {"customerNumber":"919811112222","integratedNumber":"919800000001","contentType":"interactive","uuid":"wamid.IN3",
         "interactive":"{\"type\":\"list_reply\",\"list_reply\":{\"id\":\"svc_1\",\"title\":\"Haircut\",\"description\":\"30 min\"}}"}
        """;

    public const string Image =
        """
        {"customerNumber":"919811112222","integratedNumber":"919800000001","contentType":"image","uuid":"wamid.IN4",
         "url":"https://media.example/919800000001/77","caption":"my receipt","filename":"r.jpg",
         "messages":"[{\"from\":\"919811112222\",\"id\":\"wamid.IN4\",\"type\":\"image\",\"image\":{\"id\":\"77\",\"mime_type\":\"image/jpeg\"}}]"}
        """;

    public const string Report =
        """
        { "crqid": "0195f0c0-1111-7222-8333-444455556666", "companyId": "100001",
          "customerNumber": "919811112222", "integratedNumber": "919800000001",
          "requestId": "9f2c4e7a1b3d5f60718293a4b5c6d7e8", "uuid": "wamid.OUT1_callback",
          "eventName": "failed", "direction": "1", "templateName": "order_update", "content": "{\"text\":\"Hi\"}",
          "reason": " (131026) Message undeliverable ", "statusUpdatedAt": "2026-03-01T10:16:00+05:30",
          "price": "0.12", "ts": "2026-03-01T10:16:01+05:30" }
        """;

    public const string OlderReport =
        """{"CRQID":"0195f0c0111172228333444455556666","mobile":"919811112222","status":"READ","requestId":"","ts":1772340300000,"failureReason":""}""";

    public const string Echo =
        """
        {"customerNumber":"919811112222","integratedNumber":"919800000001","direction":1,"contentType":"text","text":"Your order is ready",
         "messages":"[{\"from\":\"919800000001\",\"id\":\"wamid.OUT9\",\"type\":\"text\",\"text\":{\"body\":\"Your order is ready\"}}]"}
        """;

    public static readonly string[] All = [Plain, Text, ButtonPress, ListReply, Image, Report, OlderReport, Echo];
}
