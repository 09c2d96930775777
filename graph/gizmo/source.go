package gizmo

import (
	"errors"
	"fmt"
	"math/big"
	"reflect"

	"github.com/dop251/goja"
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"
	"github.com/dop251/goja/parser"
	"github.com/dop251/goja/token"
)

// checkName is the hidden function that each string a program joins passes. A
// program cannot spell it.
const checkName = "\x00checked"

// maxExpressions bounds a template, which joins all its parts before the check
// sees the whole.
const maxExpressions = 32

// compile makes a text ready to run: checked for what would take the parser
// or the interpreter too long, and with a check of each string that it joins
// by + or in a template, the only ones that no function makes.
func (s *session) compile(name, text string) (*goja.Program, error) {
	if len(text) > s.opts.MaxSource {
		return nil, &Error{Kind: Source, Message: fmt.Sprintf("the %s has more than %d bytes", name, s.opts.MaxSource)}
	}
	p, err := compile(name, text, true)
	var e *Error
	if errors.As(err, &e) && name != programName {
		e.Message = fmt.Sprintf("%s, line %d, column %d: %s", name, e.Line, e.Column, e.Message)
		e.Line, e.Column = 0, 0
	}
	return p, err
}

func compile(name, text string, foreign bool) (*goja.Program, error) {
	if foreign {
		if err := scan(text); err != nil {
			return nil, err
		}
	}
	// Source maps would have the parser read any file the program names.
	prg, err := parser.ParseFile(nil, name, text, 0, parser.WithDisableSourceMaps)
	if err != nil {
		var list parser.ErrorList
		if errors.As(err, &list) && len(list) > 0 {
			return nil, &Error{Line: list[0].Position.Line, Column: list[0].Position.Column, Kind: Syntax, Message: list[0].Message, cause: err}
		}
		return nil, &Error{Kind: Syntax, Message: err.Error(), cause: err}
	}
	if foreign {
		w := walker{file: prg.File, seen: map[any]bool{}}
		w.visit(reflect.ValueOf(&prg.Body), 0)
		if w.err != nil {
			return nil, w.err
		}
	}
	p, err := goja.CompileAST(prg, false)
	var syntax *goja.CompilerSyntaxError
	if errors.As(err, &syntax) {
		e := &Error{Kind: Syntax, Message: syntax.Message, cause: err}
		if syntax.File != nil {
			pos := syntax.File.Position(syntax.Offset)
			e.Line, e.Column = pos.Line, pos.Column
		}
		return nil, e
	}
	if err != nil {
		return nil, &Error{Kind: Syntax, Message: err.Error(), cause: err}
	}
	return p, nil
}

// walker goes through a syntax tree, whatever its nodes are called, and puts
// the check around each joining of strings.
type walker struct {
	file *file.File
	seen map[any]bool // the tree holds declarations twice
	err  error
}

var (
	typeNode       = reflect.TypeFor[ast.Node]()
	typeExpression = reflect.TypeFor[ast.Expression]()
	typeFile       = reflect.TypeFor[*file.File]()
)

func (w *walker) visit(v reflect.Value, depth int) {
	if w.err != nil {
		return
	}
	switch v.Kind() {
	case reflect.Interface:
		if v.IsNil() {
			return
		}
		w.visit(v.Elem(), depth)
		if v.Type() == typeExpression && v.CanSet() {
			if e, _ := v.Interface().(ast.Expression); joins(e) {
				v.Set(reflect.ValueOf(checked(e)))
			}
		}
	case reflect.Pointer:
		if v.IsNil() || v.Type() == typeFile {
			return
		}
		p := v.Interface()
		if w.seen[p] {
			return
		}
		w.seen[p] = true
		if v.Type().Implements(typeNode) {
			if depth++; depth > maxNodes {
				w.fail(p.(ast.Node), Source, fmt.Sprintf("nested more than %d deep", maxNodes))
				return
			}
		}
		if n, ok := p.(*ast.NumberLiteral); ok {
			if _, ok := n.Value.(*big.Int); ok {
				w.fail(n, Syntax, "BigInt is not offered in a Gizmo program")
			}
			return
		}
		if t, ok := p.(*ast.TemplateLiteral); ok && t.Tag == nil && len(t.Expressions) > maxExpressions {
			w.fail(t, Source, fmt.Sprintf("a template of more than %d expressions", maxExpressions))
			return
		}
		w.visit(v.Elem(), depth)
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				w.visit(v.Field(i), depth)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			w.visit(v.Index(i), depth)
		}
	}
}

func (w *walker) fail(n ast.Node, kind ErrorKind, message string) {
	e := &Error{Kind: kind, Message: message}
	if i := int(n.Idx0()); i > 0 {
		pos := w.file.Position(i - w.file.Base())
		e.Line, e.Column = pos.Line, pos.Column
	}
	w.err = e
}

// joins reports whether e may make a string of two. One that adds a number
// written out makes it hardly longer, and is likely to count.
func joins(e ast.Expression) bool {
	switch e := e.(type) {
	case *ast.BinaryExpression:
		return e.Operator == token.PLUS && !number(e.Left) && !number(e.Right)
	case *ast.AssignExpression:
		return e.Operator == token.PLUS && !number(e.Right)
	case *ast.TemplateLiteral:
		return e.Tag == nil && len(e.Expressions) > 0
	}
	return false
}

func number(e ast.Expression) bool {
	_, ok := e.(*ast.NumberLiteral)
	return ok
}

// checked is e as the argument of the check.
func checked(e ast.Expression) ast.Expression {
	at := e.Idx0()
	return &ast.CallExpression{
		Callee:           &ast.Identifier{Name: checkName, Idx: at},
		LeftParenthesis:  at,
		ArgumentList:     []ast.Expression{e},
		RightParenthesis: e.Idx1(),
	}
}
