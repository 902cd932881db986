namespace SmartDairy.Notifications.Templates;

/// <summary>The templates used when a rule's action has no templates of its own.</summary>
internal static class DefaultTemplates
{
    public const string Subject =
        """
        {%- case purpose -%}
        {%- when "test" -%}Test message of {{ farm }}
        {%- when "cleared" -%}Over: {{ rule_name }} – {{ source_label }}
        {%- when "worsened" -%}Now {{ priority }}: {{ rule_name }} – {{ source_label }}
        {%- when "escalated" -%}Escalated, {{ priority }}: {{ rule_name }} – {{ source_label }}
        {%- when "reminded" -%}Still open, {{ priority }}: {{ rule_name }} – {{ source_label }}
        {%- else -%}{{ priority | capitalize }}: {{ rule_name }} – {{ source_label }}
        {%- endcase -%}
        """;

    public const string ShortText =
        """
        {%- case purpose -%}
        {%- when "test" -%}{{ farm }}: this is a test message. Alerts will reach you here.
        {%- when "cleared" -%}{{ farm }}: over since {{ cleared_at }}: {{ rule_name }}, {{ source_label }}.
        {%- when "worsened" -%}{{ farm }}: NOW {{ priority | upcase }}: {{ source_label }}: {{ message }}
        {%- when "escalated" -%}{{ farm }}: NOBODY ACKNOWLEDGED ({{ priority }}): {{ source_label }}: {{ message }}
        {%- when "reminded" -%}{{ farm }}: STILL OPEN ({{ priority }}): {{ source_label }}: {{ message }}
        {%- else -%}{{ farm }}: {{ priority | upcase }}: {{ source_label }}: {{ message }}
        {%- endcase -%}
        """;

    /// <summary>The introductory line above the details.</summary>
    public const string Lead =
        """
        {%- case purpose -%}
        {%- when "test" -%}This is a test message. Alerts of {{ farm }} will reach you here.
        {%- when "cleared" -%}This alert is over.
        {%- when "worsened" -%}This alert has become more urgent: it is now {{ priority }}.
        {%- when "escalated" -%}Nobody has acknowledged this alert.
        {%- when "reminded" -%}This alert is still open, and nobody has acknowledged it.
        {%- else -%}{{ message }}
        {%- endcase -%}
        """;

    public const string Text =
        """
        {% if contact %}Hello {{ contact }},

        {% endif %}{{ lead }}
        {% if alert_id %}
        {% if lead != message %}{{ message }}
        {% endif %}
        Farm: {{ farm }}
        Source: {{ source_label }}
        Priority: {{ priority }}
        Rule: {{ rule_name }}
        Since: {{ opened_at }} ({{ time_zone }})
        {%- if cleared_at %}
        Until: {{ cleared_at }}{% endif %}
        {%- for value in values %}
        {{ value.name }}: {{ value.value }}{% if value.threshold != nil %} (threshold {{ value.threshold }}){% endif %}
        {%- endfor %}
        {% if ack_link and purpose != "cleared" %}
        Acknowledge: {{ ack_link }}{% endif %}
        {%- if link %}
        More: {{ link }}{% endif %}
        {% endif %}
        """;

    public const string Html =
        """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><title>{{ subject }}</title></head>
        <body style="font-family:sans-serif;max-width:40em">
        {% if contact %}<p>Hello {{ contact }},</p>{% endif %}
        <p>{{ lead }}</p>
        {% if alert_id %}
        {% if lead != message %}<p><strong>{{ message }}</strong></p>{% endif %}
        <table cellpadding="4">
        <tr><th align="left">Farm</th><td>{{ farm }}</td></tr>
        <tr><th align="left">Source</th><td>{{ source_label }}</td></tr>
        <tr><th align="left">Priority</th><td>{{ priority }}</td></tr>
        <tr><th align="left">Rule</th><td>{{ rule_name }}</td></tr>
        <tr><th align="left">Since</th><td>{{ opened_at }} ({{ time_zone }})</td></tr>
        {% if cleared_at %}<tr><th align="left">Until</th><td>{{ cleared_at }}</td></tr>{% endif %}
        {% for value in values %}<tr><th align="left">{{ value.name }}</th><td>{{ value.value }}{% if value.threshold != nil %} (threshold {{ value.threshold }}){% endif %}</td></tr>
        {% endfor %}</table>
        {% if ack_link and purpose != "cleared" %}<p><a href="{{ ack_link }}">Acknowledge</a></p>{% endif %}
        {% if link %}<p><a href="{{ link }}">More</a></p>{% endif %}
        {% endif %}</body></html>
        """;

    /// <summary>The page around a user's own body text.</summary>
    public const string CustomBodyHtml =
        """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><title>{{ subject }}</title></head>
        <body style="font-family:sans-serif;max-width:40em">
        <p style="white-space:pre-wrap">{{ body }}</p>
        {% if ack_link and purpose != "cleared" %}<p><a href="{{ ack_link }}">Acknowledge</a></p>{% endif %}
        {% if link %}<p><a href="{{ link }}">More</a></p>{% endif %}</body></html>
        """;

    public const string DigestSubject = "{{ count }} alerts of {{ farm }}, the most urgent {{ priority }}";

    public const string DigestShortText =
        """
        {{ farm }}: {{ count }} alerts: {% for item in items limit:3 %}{{ item.rule_name }} ({{ item.source_label }}){% unless forloop.last %}; {% endunless %}{% endfor %}{% if count > 3 %} and more{% endif %}.
        """;

    public const string DigestText =
        """
        {% if contact %}Hello {{ contact }},

        {% endif %}{{ count }} alerts of {{ farm }}:
        {% for item in items %}
        {{ item.opened_at }}  {{ item.lead_word }}{{ item.priority }}  {{ item.rule_name }} – {{ item.source_label }}
          {{ item.message }}{% if item.ack_link and item.purpose != "cleared" %}
          Acknowledge: {{ item.ack_link }}{% endif %}
        {% endfor %}{% if more > 0 %}
        and {{ more }} more.
        {% endif %}
        Times are {{ time_zone }}.
        """;

    public const string DigestHtml =
        """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><title>{{ subject }}</title></head>
        <body style="font-family:sans-serif">
        {% if contact %}<p>Hello {{ contact }},</p>{% endif %}
        <p>{{ count }} alerts of {{ farm }} (times are {{ time_zone }}):</p>
        <table cellpadding="4">
        {% for item in items %}<tr><td>{{ item.opened_at }}</td><td>{{ item.lead_word }}{{ item.priority }}</td><td>{{ item.rule_name }}<br>{{ item.source_label }}</td><td>{{ item.message }}</td><td>{% if item.ack_link and item.purpose != "cleared" %}<a href="{{ item.ack_link }}">Acknowledge</a>{% endif %}</td></tr>
        {% endfor %}</table>
        {% if more > 0 %}<p>and {{ more }} more.</p>{% endif %}</body></html>
        """;
}
